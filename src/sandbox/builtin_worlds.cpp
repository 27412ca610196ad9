#include "sandbox/builtin_worlds.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <stdexcept>
#include <string>

#include "sandbox/large_world.hpp"
#include "sandbox/world_reader.hpp"
#include "text/digest.hpp"

namespace censusctl::sandbox {

namespace {

constexpr std::string_view empty_document = R"({"version": 1})";
constexpr std::string_view large_prefix = "large:";

world from_text(std::string_view name, std::string_view document) {
    world made = read_world(boost::json::parse(document));
    made.name = std::string(name);
    made.digest = text::sha256(document);
    return made;
}

std::int64_t read_count(std::string_view text) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < 1 || count > most_large_syncs) {
        throw std::runtime_error{"sandbox world 'large:N': N must be a number from 1 to " +
                                 std::to_string(most_large_syncs)};
    }
    return count;
}

}  // namespace

std::optional<world> builtin_world(std::string_view name) {
    if (name == "reference") {
        return from_text(name, reference_document());
    }
    if (name == "empty") {
        return from_text(name, empty_document);
    }
    if (name.starts_with(large_prefix)) {
        world made = large_world(read_count(name.substr(large_prefix.size())));
        made.name = std::string(name);
        made.digest = text::sha256(name);
        return made;
    }
    return std::nullopt;
}

}  // namespace censusctl::sandbox
