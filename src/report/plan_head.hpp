#pragma once
#include <string>

#include "plan/plan.hpp"
#include "report/render.hpp"

namespace censusctl::report {

/// What a reader of a plan wants to know first, a line each: which workspace, how many of each action and how
/// many are unchanged, what the plan risks, and which live syncs are not these files'. What there is nothing
/// of has no line. Where a base was asked for, one line more says whose the changes are.
[[nodiscard]] std::string plan_head(const plan::plan& shown, const text_style& style);

/// "Left alone: 3 live syncs that none of these files declares: 58 'Old one', 59 (no label) and 1 more", as
/// many of them as the width has room for, and its newline. Empty: there are none.
[[nodiscard]] std::string left_alone_line(const plan::plan& shown, const text_style& style);

}  // namespace censusctl::report
