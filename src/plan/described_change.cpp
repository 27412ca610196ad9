#include "plan/described_change.hpp"

#include "plan/assessment.hpp"

namespace censusctl::plan {

void describe(change& planned, const validation::resolved_sync& sync, action what, reason why) {
    planned.what = what;
    planned.why = why;
    planned.sync = sync.declared->key.value;
    planned.label = sync.spec->label;
    planned.source = sync.declared->key.where;
    planned.context = context_of(sync);
}

}  // namespace censusctl::plan
