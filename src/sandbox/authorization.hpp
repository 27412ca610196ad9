#pragma once
#include <string_view>

namespace censusctl::sandbox {

/// Whether an Authorization header carries this token: as `Bearer TOKEN`, or as HTTP Basic with the user
/// `bearer` and the token as password, which is how a URL of the form https://bearer:TOKEN@host/ is sent.
[[nodiscard]] bool carries_token(std::string_view header, std::string_view token);

}  // namespace censusctl::sandbox
