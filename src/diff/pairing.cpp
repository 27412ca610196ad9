#include <algorithm>
#include <string>
#include <utility>

#include "diff/canonical_value.hpp"
#include "diff/mappings.hpp"
#include "text/ascii.hpp"

namespace censusctl::diff {
namespace {

/// A mapping under the name of its field as the object compares it.
struct keyed {
    std::string_view key;
    std::size_t index;
};

/// The mappings of one side, by field name, then by place. `folded` keeps the names where case is ignored.
std::vector<keyed> by_key(const std::vector<model::mapping>& mappings, bool case_sensitive,
                          std::vector<std::string>& folded) {
    folded.reserve(case_sensitive ? 0 : mappings.size());  // views into it must stay
    std::vector<keyed> all;
    all.reserve(mappings.size());
    for (std::size_t at = 0; at < mappings.size(); ++at) {
        std::string_view key = mappings[at].to;
        if (!case_sensitive) {
            key = folded.emplace_back(text::lower_case(key));
        }
        all.push_back({key, at});
    }
    std::sort(all.begin(), all.end(), [](const keyed& left, const keyed& right) {
        return left.key != right.key ? left.key < right.key : left.index < right.index;
    });
    return all;
}

/// Which live mapping each desired one has, and what is left of the live ones.
struct matching {
    std::vector<const model::mapping*> partner;  ///< by desired index
    std::vector<char> taken;                     ///< by live index
    std::vector<char> undeclared;                ///< by live index
};

/// Several mappings write one field: equal ones find each other by their canonical text, whatever their
/// order; the rest are paired as they stand.
void match_several(std::span<const keyed> desired_run, std::span<const keyed> live_run,
                   const std::vector<model::mapping>& desired, const std::vector<model::mapping>& live,
                   matching& result) {
    using entry = std::pair<std::string, std::size_t>;
    const auto texts = [](std::span<const keyed> run, const std::vector<model::mapping>& mappings) {
        std::vector<entry> all;
        all.reserve(run.size());
        for (const keyed& mapping : run) {
            all.emplace_back(canonical_mapping(mappings[mapping.index], false), mapping.index);
        }
        std::sort(all.begin(), all.end());
        return all;
    };
    const std::vector<entry> wanted = texts(desired_run, desired);
    const std::vector<entry> there = texts(live_run, live);
    for (std::size_t left = 0, right = 0; left < wanted.size() && right < there.size();) {
        const int order = wanted[left].first.compare(there[right].first);
        if (order == 0) {
            result.partner[wanted[left].second] = &live[there[right].second];
            result.taken[there[right].second] = 1;
        }
        left += order <= 0 ? 1 : 0;
        right += order >= 0 ? 1 : 0;
    }
    std::size_t right = 0;
    for (const keyed& declared : desired_run) {
        if (result.partner[declared.index] != nullptr) {
            continue;
        }
        while (right < live_run.size() && result.taken[live_run[right].index] != 0) {
            ++right;
        }
        if (right == live_run.size()) {
            break;
        }
        result.partner[declared.index] = &live[live_run[right].index];
        result.taken[live_run[right].index] = 1;
    }
}

std::span<const keyed> run_at(const std::vector<keyed>& all, std::size_t start, std::string_view key) {
    std::size_t end = start;
    while (end < all.size() && all[end].key == key) {
        ++end;
    }
    return std::span(all).subspan(start, end - start);
}

}  // namespace

bool same_field(std::string_view left, std::string_view right, const comparison_context& context) noexcept {
    return left == right || (!context.case_sensitive_fields && text::same_but_for_case(left, right));
}

std::vector<mapping_pair> pair_mappings(const std::vector<model::mapping>& desired,
                                        const std::vector<model::mapping>& live,
                                        const comparison_context& context) {
    std::vector<std::string> desired_names;
    std::vector<std::string> live_names;
    const std::vector<keyed> wanted = by_key(desired, context.case_sensitive_fields, desired_names);
    const std::vector<keyed> there = by_key(live, context.case_sensitive_fields, live_names);
    matching result{std::vector<const model::mapping*>(desired.size(), nullptr),
                    std::vector<char>(live.size(), 0), std::vector<char>(live.size(), 0)};
    for (std::size_t left = 0, right = 0; left < wanted.size() || right < there.size();) {
        const bool only_live =
            left == wanted.size() || (right < there.size() && there[right].key < wanted[left].key);
        const std::string_view key = only_live ? there[right].key : wanted[left].key;
        const std::span<const keyed> desired_run = run_at(wanted, left, key);
        const std::span<const keyed> live_run = run_at(there, right, key);
        if (desired_run.empty()) {
            for (const keyed& unwanted : live_run) {
                result.undeclared[unwanted.index] = 1;
            }
        } else if (desired_run.size() == 1 && live_run.size() == 1) {
            result.partner[desired_run.front().index] = &live[live_run.front().index];
            result.taken[live_run.front().index] = 1;
        } else if (!live_run.empty()) {
            match_several(desired_run, live_run, desired, live, result);
        }
        left += desired_run.size();
        right += live_run.size();
    }
    std::vector<mapping_pair> pairs;
    pairs.reserve(std::max(desired.size(), live.size()));
    for (std::size_t at = 0; at < desired.size(); ++at) {
        pairs.push_back({&desired[at], result.partner[at], false});
    }
    for (std::size_t at = 0; at < live.size(); ++at) {
        if (result.taken[at] == 0) {
            pairs.push_back({nullptr, &live[at], result.undeclared[at] != 0});
        }
    }
    return pairs;
}

}  // namespace censusctl::diff
