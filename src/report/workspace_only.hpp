#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "json/writer.hpp"
#include "plan/plan.hpp"
#include "report/html_writer.hpp"

/// What managed syncs have that no file has a word for, as plans and drift reports tell it.
namespace censusctl::report {

/// A line for each sync, without a line end: "users (id 7): triggers.airflow, mappings[EMAIL].mask and 3
/// more"; escaped. Of many syncs the first, and a line that counts the others.
[[nodiscard]] std::vector<std::string> workspace_only_lines(const std::vector<plan::workspace_only>& all);

/// What stands over these lines.
inline constexpr const char* workspace_only_title =
    "The workspace's own, for which no file has a word (left as it is)";

/// The same folded, for a comment; empty where there is nothing, or no room for it. What it takes is taken
/// from `left`.
[[nodiscard]] std::string workspace_only_markdown(const std::vector<plan::workspace_only>& all,
                                                  std::size_t& left);

/// The same in a page, under a title of its own.
void write_workspace_only(html_writer& out, const std::vector<plan::workspace_only>& all);

/// The member `workspace_only` of a document: sync, sync_id, paths of each.
void write_workspace_only(json::writer& out, const std::vector<plan::workspace_only>& all);

}  // namespace censusctl::report
