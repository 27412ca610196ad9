#include "sandbox/generation.hpp"

#include <algorithm>

namespace censusctl::sandbox {

std::string_view word_of(generation spoken) {
    switch (spoken) {
        case generation::v1:
            return "v1";
        case generation::v2:
            return "v2";
        case generation::of_2021:
            break;
    }
    return "2021";
}

std::optional<generation> find_generation(std::string_view word) {
    const auto* const found =
        std::ranges::find(all_generations, word, [](generation one) { return word_of(one); });
    return found == all_generations.end() ? std::nullopt : std::optional(*found);
}

std::optional<served_api> read_served_api(std::string_view word) {
    if (word == "all") {
        return served_api::all;
    }
    const auto spoken = find_generation(word);
    return spoken ? std::optional(only(*spoken)) : std::nullopt;
}

served_api only(generation spoken) {
    switch (spoken) {
        case generation::v1:
            return served_api::v1;
        case generation::v2:
            return served_api::v2;
        case generation::of_2021:
            break;
    }
    return served_api::of_2021;
}

bool speaks(served_api served, generation spoken) {
    switch (served) {
        case served_api::of_2021:
            return spoken == generation::of_2021;
        case served_api::v1:
            return spoken == generation::v1;
        case served_api::v2:
            return spoken == generation::v2;
        case served_api::all:
            return true;
    }
    return false;
}

std::string_view base_path(served_api served, generation spoken) {
    if (spoken == generation::v2) {
        return "/api/v2";
    }
    return spoken == generation::of_2021 && served == served_api::all ? "/2021/api/v1" : "/api/v1";
}

served_path split_base(served_api served, std::string_view path) {
    for (const generation spoken : all_generations) {
        const std::string_view base = base_path(served, spoken);
        const bool below = path.starts_with(base) && (path.size() == base.size() || path[base.size()] == '/');
        if (below && speaks(served, spoken)) {
            return {spoken, path.substr(base.size())};
        }
    }
    return {std::nullopt, path};
}

}  // namespace censusctl::sandbox
