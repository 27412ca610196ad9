#include "manifest/constant_reader.hpp"

#include <cctype>
#include <string>
#include <utility>

#include "manifest/core_schema.hpp"
#include "model/vocabulary.hpp"
#include "text/canonical.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

/// Whether a core-schema number is one of JSON too: no plus, no zeros before it, digits around the point.
bool is_json_number(std::string_view written) {
    if (written.starts_with('-')) {
        written.remove_prefix(1);
    }
    const auto digit_at = [&](std::size_t at) {
        return at < written.size() && std::isdigit(static_cast<unsigned char>(written[at])) != 0;
    };
    if (!digit_at(0) || (written[0] == '0' && written.size() > 1 && written[1] != '.' && written[1] != 'e' &&
                         written[1] != 'E')) {
        return false;
    }
    const std::size_t point = written.find('.');
    return point == std::string_view::npos || digit_at(point + 1);
}

/// A number's digits, if it can be sent.
std::optional<std::string> number_text(std::string_view written) {
    if (written.starts_with("0x") || written.starts_with("0o")) {
        const auto value = core_integer(written);
        return value ? std::optional(std::to_string(*value)) : std::nullopt;
    }
    auto canonical = text::canonical_number(written);
    if (canonical && is_json_number(written)) {
        return std::string(written);
    }
    return canonical;
}

diagnostics::diagnostic& refuse(yaml_node value, std::string_view type, std::string_view expected,
                                reading_problems& problems) {
    return problems.report(code::value_invalid, value.where(),
                           "a constant of type " + std::string(type) + " must be " + std::string(expected) +
                               ", not " + description_of(value));
}

std::string unquoted_hint(std::string_view text) {
    return "write " + std::string(text.substr(0, 60)) + " without quotes";
}

model::constant_source read_boolean(yaml_node value, reading_problems& problems) {
    if (value.is_scalar() && core_type_of(value) == core_type::boolean) {
        return {"boolean", core_boolean(value.text()) ? "true" : "false", model::scalar_kind::boolean};
    }
    auto& problem = refuse(value, "boolean", "true or false", problems);
    if (value.is_scalar() && value.style() == yaml_style::quoted &&
        core_type_of(value.text()) == core_type::boolean) {
        problem.hints.push_back(unquoted_hint(value.text()));
    }
    return {"boolean", {}, model::scalar_kind::boolean};
}

model::constant_source read_number(yaml_node value, reading_problems& problems) {
    const auto is_numeric = [](core_type type) {
        return type == core_type::integer || type == core_type::number;
    };
    if (value.is_scalar() && is_numeric(core_type_of(value))) {
        if (auto digits = number_text(value.text())) {
            return {"number", std::move(*digits), model::scalar_kind::number};
        }
        refuse(value, "number", "a finite number of at most 400 digits", problems);
        return {"number", {}, model::scalar_kind::number};
    }
    auto& problem = refuse(value, "number", "a number", problems);
    if (value.is_scalar() && value.style() == yaml_style::quoted && is_numeric(core_type_of(value.text()))) {
        problem.hints.push_back(unquoted_hint(value.text()));
    }
    return {"number", {}, model::scalar_kind::number};
}

model::constant_source read_datetime(yaml_node value, reading_problems& problems) {
    if (value.is_scalar() && core_type_of(value) == core_type::text &&
        text::canonical_instant(value.text())) {
        return {"datetime", std::string(value.text()), model::scalar_kind::text};
    }
    refuse(value, "datetime", "a date or time in ISO 8601", problems)
        .hints.emplace_back("write it as 2021-10-22 or 2021-10-22T08:30:00Z");
    return {"datetime", {}, model::scalar_kind::text};
}

model::constant_source read_text_constant(yaml_node value, reading_problems& problems) {
    if (value.is_scalar() && core_type_of(value) == core_type::text) {
        return {"text", std::string(value.text()), model::scalar_kind::text};
    }
    auto& problem = refuse(value, "text", "text", problems);
    if (value.is_scalar()) {
        problem.hints.push_back("quote it: \"" + std::string(value.text().substr(0, 60)) + "\"");
    }
    return {"text", {}, model::scalar_kind::text};
}

/// What a value looks like, as YAML reads it.
std::string_view likely_type(yaml_node value) {
    if (!value.is_scalar()) {
        return "text";
    }
    switch (core_type_of(value)) {
        case core_type::boolean:
            return "boolean";
        case core_type::integer:
        case core_type::number:
            return "number";
        case core_type::null:
        case core_type::text:
            break;
    }
    return text::canonical_instant(value.text()) ? "datetime" : "text";
}

}  // namespace

model::constant_source read_constant(const layered_mapping::entry& from, bool complete,
                                     reading_problems& problems) {
    static const key_list known{"value", "type"};
    const mapping_owner owner{"this constant", from.value.where(), complete};
    field_reader fields(from.nested, known, owner, problems);
    const auto value = fields.find("value", need::required);
    if (complete && value && !fields.find("type") && !fields.is_misspelt("type")) {
        problems.report(code::key_missing, from.value.where(), "this constant has no 'type'")
            .hints.push_back("add `type: " + std::string(likely_type(value->value)) + "`");
        return {{}, {}, model::scalar_kind::text};
    }
    const auto type = fields.word("type", model::vocabulary::constant_types, need::required);
    if (!value || type.value.empty()) {
        return {type.value, {}, model::scalar_kind::text};
    }
    if (type.value == "boolean") {
        return read_boolean(value->value, problems);
    }
    if (type.value == "number") {
        return read_number(value->value, problems);
    }
    if (type.value == "datetime") {
        return read_datetime(value->value, problems);
    }
    return read_text_constant(value->value, problems);
}

}  // namespace censusctl::manifest
