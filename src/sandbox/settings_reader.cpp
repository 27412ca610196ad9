#include "sandbox/settings_reader.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/string.hpp>
#include <functional>
#include <stdexcept>
#include <vector>

#include "sandbox/highest_id.hpp"
#include "sandbox/input_error.hpp"
#include "text/suggest.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

constexpr std::int64_t most_seconds = 366LL * 24 * 3600;
constexpr std::int64_t most_bytes = 64LL * 1024 * 1024;

/// A setting and how its value is taken.
struct setting {
    std::string_view key;
    std::function<void(const node&, world_settings&)> take;
};

setting seconds(std::string_view key, std::int64_t world_settings::*place) {
    return {key, [place](const node& value, world_settings& into) {
                into.*place = value.integer(0, most_seconds) * 1000;
            }};
}

setting number(std::string_view key, std::int64_t world_settings::*place, std::int64_t least,
               std::int64_t most) {
    return {key, [=](const node& value, world_settings& into) {
                into.*place = value.integer(least, most);
            }};
}

setting flag(std::string_view key, bool world_settings::*place) {
    return {key, [place](const node& value, world_settings& into) {
                into.*place = value.boolean();
            }};
}

/// A word that stands for true, or the other one for false.
setting either(std::string_view key, bool world_settings::*place, std::string_view yes, std::string_view no) {
    return {key, [=](const node& value, world_settings& into) {
                into.*place = value.one_of(std::array<std::string_view, 2>{yes, no}) == yes;
            }};
}

setting word(std::string_view key, std::string world_settings::*place, std::vector<std::string_view> words) {
    return {key, [place, words = std::move(words)](const node& value, world_settings& into) {
                into.*place = value.one_of(words);
            }};
}

setting status(std::string_view key, int world_settings::*place, std::array<std::int64_t, 2> either_of) {
    return {key, [=](const node& value, world_settings& into) {
                const std::int64_t wanted = value.integer();
                if (wanted != either_of[0] && wanted != either_of[1]) {
                    value.refuse("must be " + std::to_string(either_of[0]) + " or " +
                                 std::to_string(either_of[1]));
                }
                into.*place = static_cast<int>(wanted);
            }};
}

void take_clock(const node& value, world_settings& into) {
    const auto moment = read_instant(value.text());
    if (!moment) {
        value.refuse("must be a time such as \"2021-11-01T00:00:00.000Z\"");
    }
    into.clock = *moment;
}

const std::vector<setting>& all_settings() {
    using s = world_settings;
    static const std::vector<setting> all{
        {"clock", take_clock},
        seconds("tick", &s::tick),
        seconds("run_duration", &s::run_duration),
        seconds("queue_duration", &s::queue_duration),
        either("constants", &s::constants_as_strings, "strings", "as_sent"),
        either("mapping_order", &s::shuffle_mappings, "shuffled", "as_sent"),
        number("next_sync_id", &s::next_sync_id, 1, highest_id),
        number("next_run_id", &s::next_run_id, 1, highest_id),
        number("next_alert_id", &s::next_alert_id, 1, highest_id),
        status("refused_status", &s::refused_status, {400, 422}),
        status("wrong_token_status", &s::wrong_token_status, {401, 403}),
        flag("bare_refusals", &s::bare_refusals),
        word("not_found", &s::not_found, {"number", "text", "word"}),
        word("validate_only", &s::validate_only, {"known", "unknown"}),
        word("next_link", &s::next_link, {"here", "elsewhere", "absent"}),
        word("segment_place", &s::segment_place, {"beside", "inside"}),
        word("high_water_mark", &s::high_water_mark, {"text", "object", "both"}),
        word("alert_options", &s::alert_options, {"null", "object", "absent"}),
        word("status_case", &s::status_case, {"capital", "lower"}),
        word("cancelled_word", &s::cancelled_word, {"cancelled", "canceled", "failed"}),
        flag("embed_objects", &s::embed_objects),
        number("embed_bytes", &s::embed_bytes, 0, most_bytes),
        word("activation_place", &s::activation_place,
             {"activation_id", "activation.id", "destination_attributes.activation_id",
              "destination_attributes.connection_id"}),
        word("object_place", &s::object_place,
             {"destination_attributes.object", "activation_attributes.object", "object_full_name", "object",
              "destination_object"}),
        word("activation_members", &s::activation_members, {"short", "long"}),
        flag("group_needed", &s::group_needed)};
    return all;
}

const setting* find_setting(std::string_view key) {
    for (const setting& known : all_settings()) {
        if (known.key == key) {
            return &known;
        }
    }
    return nullptr;
}

/// Numbers, true and false are what they look like; everything else is text.
json::value value_of(std::string_view text) {
    boost::system::error_code error;
    json::value parsed = json::parse(text, error);
    if (!error && (parsed.is_int64() || parsed.is_bool())) {
        return parsed;
    }
    return json::value(json::string(text));
}

}  // namespace

void read_settings(const node& stated, world_settings& into) {
    std::vector<std::string_view> keys;
    for (const setting& known : all_settings()) {
        keys.push_back(known.key);
    }
    stated.allow_only(keys);
    for (const setting& known : all_settings()) {
        if (const auto value = stated.find(known.key)) {
            known.take(*value, into);
        }
    }
}

void set_setting(std::string_view text, world_settings& into) {
    const auto fail = [&](const std::string& problem) {
        throw input_error{"sandbox setting '" + std::string(text) + "': " + problem};
    };
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) {
        fail("a setting is KEY=VALUE");
    }
    const std::string_view key = text.substr(0, equals);
    const setting* known = find_setting(key);
    if (known == nullptr) {
        fail("there is no setting '" + std::string(key) + "'");
    }
    const json::value value = value_of(text.substr(equals + 1));
    try {
        known->take(node{value, std::string(key)}, into);
    } catch (const document_error& problem) {
        fail(problem.what());
    }
}

}  // namespace censusctl::sandbox
