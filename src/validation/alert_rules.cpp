#include "validation/structure_rules.hpp"

namespace censusctl::validation {

void check_alerts(const manifest::declared_sync& sync, diagnostics::collector& problems) {
    if (!sync.spec.alerts) {
        return;
    }
    for (const model::alert& alert : *sync.spec.alerts) {
        if (alert.type == "invalid_record_percent" && alert.threshold == 0) {
            report(problems, sync, diagnostics::code::alert_threshold_zero, sync.at[model::attribute::alerts],
                   "the threshold 0 stands for any record in the web page, and the API's reference wants "
                   "more than 0")
                .hints.emplace_back("1 is the least that it names");
        }
    }
}

}  // namespace censusctl::validation
