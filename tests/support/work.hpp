#pragma once
#include <cstddef>

namespace censusctl::test {

/// What a thread did, counted: the same on every machine, as time is not. Comparisons are those of texts of
/// one length, which end in memcmp; allocations those by `new`. The test programs put their own memcmp and
/// `new` in the place of the library's, so that the product has nothing to count with.
struct work {
    std::size_t comparisons{0};
    std::size_t allocations{0};
    std::size_t allocated_bytes{0};
};

/// What the calling thread has done so far.
[[nodiscard]] work work_done() noexcept;

/// What `task` does.
template <class Task>
work work_of(Task task) {
    const work before = work_done();
    task();
    const work after = work_done();
    return {after.comparisons - before.comparisons, after.allocations - before.allocations,
            after.allocated_bytes - before.allocated_bytes};
}

/// The law of what must stay nearly linear: for four times the input at most six times the work. Four is
/// linear, n log n stays below five for the sizes of the tests, and what tries all with all makes sixteen.
[[nodiscard]] inline bool grows_gently(std::size_t of_some, std::size_t of_four_times_as_many) noexcept {
    return of_some > 0 && of_four_times_as_many <= 6 * of_some;
}

}  // namespace censusctl::test
