#pragma once
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "census/rows.hpp"
#include "json/document.hpp"
#include "json/reader.hpp"

namespace censusctl::census {

/// A value decoded from JSON text, and what is wrong with it: "/id is missing"; empty if nothing is.
template <class T>
struct decoded {
    T value{};
    std::string problem;
};

inline std::string describe(const json::decode_problem& problem) {
    return problem.found() ? problem.where + " " + problem.what : std::string{};
}

/// The codec of a list, of the codec of its rows.
template <auto Codec>
struct list_codec;
template <class T, void (*Codec)(const json::reader&, T&)>
struct list_codec<Codec> {
    static void decode(const json::reader& data, std::vector<T>& into) { decode_rows<T>(data, Codec, into); }
};
template <auto Codec>
inline constexpr auto rows_of = &list_codec<Codec>::decode;

/// Decodes with a codec that returns its value.
template <std::invocable<const json::reader&> Codec>
auto decode(std::string_view text, const Codec& codec) {
    decoded<std::invoke_result_t<const Codec&, const json::reader&>> outcome;
    json::document document;
    json::decode_problem problem;
    if (!document.parse(text)) {
        outcome.problem = document.problem();
        return outcome;
    }
    outcome.value = codec(json::reader(document.root(), problem));
    outcome.problem = describe(problem);
    return outcome;
}

/// Decodes with a codec that fills a value.
template <class T>
decoded<T> decode(std::string_view text, void (*codec)(const json::reader&, T&)) {
    decoded<T> outcome;
    json::document document;
    json::decode_problem problem;
    if (!document.parse(text)) {
        outcome.problem = document.problem();
        return outcome;
    }
    codec(json::reader(document.root(), problem), outcome.value);
    outcome.problem = describe(problem);
    return outcome;
}

}  // namespace censusctl::census
