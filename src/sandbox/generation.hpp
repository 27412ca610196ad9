#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace censusctl::sandbox {

/// A generation of the API: the one of 2021, V1 as it is now, and V2.
enum class generation { of_2021, v1, v2 };

/// The word for it: "2021", "v1" or "v2".
[[nodiscard]] std::string_view word_of(generation spoken);
/// The one that has this word.
[[nodiscard]] std::optional<generation> find_generation(std::string_view word);

/// Which generations a server speaks. `all`: each of them, over the same world.
enum class served_api { of_2021, v1, v2, all };

/// Reads "2021", "v1", "v2" or "all"; absent for any other word.
[[nodiscard]] std::optional<served_api> read_served_api(std::string_view word);

/// The one that speaks this generation alone.
[[nodiscard]] served_api only(generation spoken);

/// The path that a generation's endpoints are below: /api/v1 for 2021 and V1, /api/v2 for V2. Where all are
/// served, 2021 cannot share /api/v1 with V1 and is below /2021/api/v1.
[[nodiscard]] std::string_view base_path(served_api served, generation spoken);

/// The generation whose endpoints a path belongs to, and the path without the base: "/syncs/61".
struct served_path {
    std::optional<generation> spoken;  ///< absent: the path is below none of the bases
    std::string_view rest;
};

[[nodiscard]] served_path split_base(served_api served, std::string_view path);

/// Whether this server speaks that generation.
[[nodiscard]] bool speaks(served_api served, generation spoken);

inline constexpr std::array<generation, 3> all_generations{generation::of_2021, generation::v1,
                                                           generation::v2};

}  // namespace censusctl::sandbox
