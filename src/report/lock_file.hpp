#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "model/catalogue.hpp"
#include "plan/workspace_identity.hpp"

/// censusctl.lock.json: the metadata that a project's manifests use, made to be committed and reviewed.
namespace censusctl::report {

/// A lock, and the workspace that it was read from.
struct metadata_lock {
    plan::workspace_identity workspace;
    model::catalogue metadata;
};

/// Why a lock cannot be used; a text for people, escaped.
class lock_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The lock as JSON: fixed key order, a line for each column and field, a newline at its end. The metadata
/// are written in the order that they have.
[[nodiscard]] std::string encode_lock(const metadata_lock& lock);

/// The opposite. Throws lock_error: not JSON, not a lock, of another version, or a value that is not as it
/// should be, with its JSON path.
[[nodiscard]] metadata_lock decode_lock(std::string_view text);

}  // namespace censusctl::report
