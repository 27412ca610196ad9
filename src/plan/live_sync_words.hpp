#pragma once
#include <string>

#include "model/sync.hpp"

namespace censusctl::plan {

/// A live sync in a sentence: "58 'Old one'", "59 (no label)". Raw.
[[nodiscard]] inline std::string words_of(const model::live_sync& sync) {
    return std::to_string(sync.id) + (sync.spec.label.empty() ? " (no label)" : " '" + sync.spec.label + "'");
}

}  // namespace censusctl::plan
