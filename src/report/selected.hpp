#pragma once
#include <optional>
#include <string>

#include "json/writer.hpp"
#include "manifest/selection.hpp"

/// How reports say that they are of a part of a project only.
namespace censusctl::report {

/// "2 of 14 syncs (syncs/b.yaml, --label growth/*)", escaped for a terminal and never long.
[[nodiscard]] std::string selected_text(const manifest::selection_note& note);

/// The member `selection`: what was asked for and how many syncs it is; null where that is the whole project.
void write_selection(json::writer& out, const std::optional<manifest::selection_note>& note);

}  // namespace censusctl::report
