#include "sandbox/builtin_worlds.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <stdexcept>
#include <string>

#include "sandbox/input_error.hpp"
#include "sandbox/large_world.hpp"
#include "sandbox/world_reader.hpp"
#include "text/digest.hpp"

namespace censusctl::sandbox {

namespace {

constexpr std::string_view empty_document = R"({"version": 1})";
constexpr std::string_view large_prefix = "large:";

world from_text(std::string_view name, std::string_view document) {
    world builtin = read_world(boost::json::parse(document));
    builtin.name = std::string(name);
    builtin.digest = text::sha256(document);
    return builtin;
}

std::int64_t read_number(std::string_view text, const std::string& what, std::int64_t most) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > most) {
        throw input_error{"sandbox world '" + what + " must be a number from 1 to " + std::to_string(most)};
    }
    return number;
}

/// "N", or "N:BYTES".
world read_large(std::string_view text) {
    constexpr std::int64_t most_bytes = 1'000'000;
    const std::size_t colon = text.find(':');
    const std::int64_t count = read_number(text.substr(0, colon), "large:N': N", most_large_syncs);
    const std::int64_t padding =
        colon == std::string_view::npos
            ? 0
            : read_number(text.substr(colon + 1), "large:N:BYTES': BYTES", most_bytes);
    return large_world(count, padding);
}

}  // namespace

std::optional<world> builtin_world(std::string_view name) {
    if (name == "reference") {
        return from_text(name, reference_document());
    }
    if (name == "today") {
        return from_text(name, today_document());
    }
    if (name == "empty") {
        return from_text(name, empty_document);
    }
    if (name.starts_with(large_prefix)) {
        world builtin = read_large(name.substr(large_prefix.size()));
        builtin.name = std::string(name);
        builtin.digest = text::sha256(name);
        return builtin;
    }
    return std::nullopt;
}

}  // namespace censusctl::sandbox
