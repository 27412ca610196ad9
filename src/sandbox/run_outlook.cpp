#include "sandbox/run_outlook.hpp"

namespace censusctl::sandbox {

namespace {

std::int64_t count_of(const node& owner, std::string_view key, std::int64_t otherwise) {
    const auto stated = owner.find(key);
    return stated ? stated->integer(0, 1'000'000'000'000) : otherwise;
}

}  // namespace

std::optional<planned_failure> read_failure(const node& owner) {
    const auto stated = owner.find("fail_runs");
    if (!stated) {
        return std::nullopt;
    }
    stated->allow_only({"error_code", "error_message"});
    planned_failure failure;
    failure.error_code = stated->require("error_code").text();
    failure.error_message = stated->require("error_message").text();
    return failure;
}

void read_run_counts(const node& stated, data_source& into) {
    into.records = count_of(stated, "records", 100);
    into.records_invalid = count_of(stated, "records_invalid", 0);
    into.records_failed = count_of(stated, "records_failed", 0);
    if (into.records_invalid + into.records_failed > into.records) {
        stated.refuse("must have at least as many records as are invalid and failed");
    }
    into.fail_runs = read_failure(stated);
}

}  // namespace censusctl::sandbox
