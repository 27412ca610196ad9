#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "plan/workspace_identity.hpp"

/// The workspace that something was made in, in JSON as saved plans, journals and locks hold it.
namespace censusctl::plan {

/// The member `group_ids`, where there are any.
void encode_groups(json::writer& to, const workspace_identity& workspace);

void encode_workspace(json::writer& to, const workspace_identity& workspace);

/// The opposite of `encode_workspace`. What is not as it writes is a problem of the reader; an older version
/// wrote neither id nor connections.
[[nodiscard]] workspace_identity decode_workspace(const json::reader& from);

}  // namespace censusctl::plan
