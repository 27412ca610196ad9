#include "validation/generation.hpp"

#include <optional>
#include <string>
#include <utility>

#include "model/attributes.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::span;
using manifest::declared_sync;
using model::attribute;

std::optional<attribute> kind_of(const std::string& source) {
    if (source == "dataset") {
        return attribute::dataset_source;
    }
    if (source == "segment") {
        return attribute::segment_source;
    }
    if (source == "cohort") {
        return attribute::cohort_source;
    }
    return source == "topic" ? std::optional(attribute::topic_source) : std::nullopt;
}

class generation_check {
public:
    generation_check(const declared_sync& sync, const model::capabilities& can,
                     diagnostics::collector& problems)
        : sync_(sync), can_(can), problems_(problems) {}

    bool run() {
        const std::optional<attribute> kind = kind_of(sync_.source.object.value.type);
        const bool has_source = !kind || can_.can_create(*kind);
        if (!has_source) {
            report(*kind, sync_.source.object.where);
        }
        if (sync_.spec.operation == "delete" && !can_.can_create(attribute::delete_operation)) {
            report(attribute::delete_operation, sync_.at[attribute::operation]);
        }
        check(sync_.at);
        for (const manifest::declared_mapping& mapping : sync_.mappings) {
            check(mapping.at);
        }
        return has_source;
    }

private:
    void check(const manifest::places& stated) {
        for (const auto& [id, where] : stated) {
            if (!can_.can_create(id)) {
                report(id, where);
            }
        }
    }

    void report(attribute id, span where) {
        auto& problem = problems_.report(diagnostics::code::attribute_unsupported,
                                         where.known() ? where : sync_.key.where,
                                         "the API of generation " + std::string(can_.generation) +
                                             " cannot express '" + std::string(model::path_of(id)) + "'");
        problem.sync = sync_.key.value;
        std::string able;
        for (const model::other_generation& other : can_.of(id).others) {
            if (!other.name.empty()) {
                able.append(able.empty() ? "generation " : ", and ").append(other.name);
                able.append(other.retires.empty() ? " can" : " can until ").append(other.retires);
            }
        }
        if (!able.empty()) {
            problem.hints.push_back(std::move(able));
        }
    }

    const declared_sync& sync_;
    const model::capabilities& can_;
    diagnostics::collector& problems_;
};

}  // namespace

bool check_generation(const declared_sync& sync, const model::capabilities& can,
                      diagnostics::collector& problems) {
    return generation_check(sync, can, problems).run();
}

}  // namespace censusctl::validation
