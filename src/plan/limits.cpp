#include "plan/limits.hpp"

#include <string>

#include "plan/risk.hpp"
#include "text/counted.hpp"

namespace censusctl::plan {
namespace {

/// What is bounded, as messages name it.
struct bounded {
    const char* key;
    const char* verb;
    std::size_t count;
    const manifest::policy_limit& limit;
    std::size_t replaced{0};  ///< how many of them are one half of a replacement
};

void report(const bounded& what, const diagnostics::span& where, std::string message,
            diagnostics::collector& problems) {
    problems.report(diagnostics::code::limit_exceeded, where, std::move(message))
        .hints.emplace_back("`apply` refuses this without --override-limits; `policy: limits: " +
                            std::string(what.key) + "` sets the bound");
}

void check(const bounded& what, std::size_t live_syncs, diagnostics::collector& problems) {
    std::string planned = "the plan " + std::string(what.verb) + " " + text::counted(what.count, "sync");
    if (what.replaced > 0) {
        planned += " (" + std::to_string(what.replaced) +
                   " of them in a replacement, which is a create and a "
                   "delete)";
    }
    if (what.limit.max && what.count > static_cast<std::size_t>(what.limit.max->value)) {
        report(what, what.limit.max->where,
               planned + ", and the limit is " + std::to_string(what.limit.max->value), problems);
    }
    if (!what.limit.max_percent || live_syncs == 0 ||
        what.count <= static_cast<std::size_t>(what.limit.floor)) {
        return;
    }
    // Whole numbers: 3 of 10 is more than 29 percent, and not more than 30.
    const auto bound = static_cast<std::size_t>(what.limit.max_percent->value);
    if (what.count * 100 > bound * live_syncs) {
        const std::size_t tenths = (what.count * 1000 + live_syncs / 2) / live_syncs;
        report(what, what.limit.max_percent->where,
               planned + " where " + std::to_string(live_syncs) + " are live, which is " +
                   std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%, and the limit is " +
                   std::to_string(bound) + "% (from " + std::to_string(what.limit.floor + 1) + " on)",
               problems);
    }
}

/// Of syncs that have no run with counts nothing is known: the message says how many they are.
void check_records(const plan& plan, const manifest::policy_limit& limit, diagnostics::collector& problems) {
    if (!limit.max) {
        return;
    }
    const record_count counted = records_of(plan);
    if (counted.records <= limit.max->value) {
        return;
    }
    std::string message = "the plan runs, or has run in full, " + text::counted(counted.syncs, "sync") +
                          " whose newest runs had " + std::to_string(counted.records) +
                          " records, and the limit is " + std::to_string(limit.max->value);
    if (counted.unknown > 0) {
        message += "; of " + std::to_string(counted.unknown) + " of them no run has counts";
    }
    report({"records", "", counted.syncs, limit}, limit.max->where, std::move(message), problems);
}

}  // namespace

void check_limits(const plan& plan, const manifest::policy_limits& limits, std::size_t live_syncs,
                  diagnostics::collector& problems) {
    const summary counted = plan.counts();
    check({"creates", "creates", counted.create + counted.replace, limits.creates, counted.replace},
          live_syncs, problems);
    check({"updates", "updates", counted.update, limits.updates}, live_syncs, problems);
    check({"deletes", "deletes", counted.remove + counted.replace, limits.deletes, counted.replace},
          live_syncs, problems);
    check({"triggers", "triggers", counted.trigger, limits.triggers}, live_syncs, problems);
    check({"changes", "changes", counted.update + counted.replace + counted.blocked, limits.changes},
          live_syncs, problems);
    check_records(plan, limits.records, problems);
}

}  // namespace censusctl::plan
