#include "census/sync_row.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "census/today_mapping_codec.hpp"

namespace censusctl::census {
namespace {

bool is_place_in_list(std::string_view step) {
    return !step.empty() &&
           std::ranges::all_of(step, [](char digit) { return digit >= '0' && digit <= '9'; });
}

/// A JSON pointer as people read it: "alert_attributes[1]/options/threshold".
std::string place_in_words(std::string_view pointer) {
    std::string words;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::string_view step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        if (is_place_in_list(step)) {
            words.append("[").append(step).append("]");
        } else {
            words.append(words.empty() ? "" : "/").append(step);
        }
    }
    return words.empty() ? "it" : words;
}

/// A list ends where there is a problem, of whatever part of the sync: its mappings are told on their own,
/// since by them it is known again under another label. Those of which not all can be read say nothing.
void read_mappings(const json::reader& row, model::live_sync& into) {
    json::decode_problem problem;
    const json::reader alone(row.value(), problem, json::integers::numbers_or_digits);
    model::kept_parts unused;
    into.spec.mappings = decode_today_mappings(alone, unused);
    if (problem.found()) {
        into.spec.mappings.clear();
    }
}

}  // namespace

void decode_sync_row(const json::reader& row, const sync_decoder& decode, model::live_sync& into) {
    static_cast<void>(row.required_id("id"));
    static_cast<void>(row.text("label"));
    if (row.failed()) {
        return;
    }
    json::decode_problem problem;
    const json::reader alone(row.value(), problem, json::integers::numbers_or_digits);
    decode(alone, into);
    if (problem.found()) {
        read_mappings(row, into);
        into.not_understood = place_in_words(problem.where) + " " + problem.what;
    }
}

}  // namespace censusctl::census
