#include "report/schema_pieces.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <cctype>
#include <utility>

#include "text/ascii.hpp"

namespace censusctl::report::schema {
namespace {

/// A regular expression (ECMA 262) for these texts in any case of their ASCII letters.
std::string folded_pattern(const std::vector<choice>& choices) {
    std::string pattern;
    for (const choice& choice : choices) {
        if (!choice.value.is_string()) {
            continue;
        }
        pattern += pattern.empty() ? "^(" : "|";
        for (const char letter : choice.value.get_string()) {
            const auto byte = static_cast<unsigned char>(letter);
            if (byte < 0x80 && std::isalpha(byte) != 0) {
                pattern += {'[', static_cast<char>(std::toupper(byte)), text::lower(letter), ']'};
            } else if (byte < 0x80 && std::ispunct(byte) != 0 && letter != '_' && letter != '-') {
                pattern += {'\\', letter};
            } else {
                pattern += letter;
            }
        }
    }
    return pattern + ")$";
}

bool has_letters(const std::vector<choice>& choices) {
    return std::any_of(choices.begin(), choices.end(),
                       [](const choice& choice) { return choice.value.is_string(); });
}

bool is_plain(const boost::json::value& value) {
    return !value.is_object() && !value.is_array();
}

void write(std::string& to, const boost::json::value& value, std::size_t depth);

template <class Items, class Each>
void write_lines(std::string& to, const Items& items, char open, char close, std::size_t depth, Each each) {
    to += open;
    bool first = true;
    for (const auto& item : items) {
        to += first ? "\n" : ",\n";
        to.append(2 * depth + 2, ' ');
        each(item);
        first = false;
    }
    if (!first) {
        to += '\n';
        to.append(2 * depth, ' ');
    }
    to += close;
}

void write(std::string& to, const boost::json::value& value, std::size_t depth) {
    if (const boost::json::object* object = value.if_object()) {
        write_lines(to, *object, '{', '}', depth, [&](const boost::json::key_value_pair& pair) {
            to += boost::json::serialize(boost::json::string(pair.key())) + ": ";
            write(to, pair.value(), depth + 1);
        });
    } else if (const boost::json::array* list = value.if_array();
               list != nullptr && !std::all_of(list->begin(), list->end(), is_plain)) {
        write_lines(to, *list, '[', ']', depth,
                    [&](const boost::json::value& item) { write(to, item, depth + 1); });
    } else {
        to += boost::json::serialize(value);
    }
}

}  // namespace

boost::json::object one_of(const std::vector<choice>& choices, bool folded) {
    boost::json::array words;
    boost::json::array descriptions;
    for (const choice& choice : choices) {
        words.push_back(choice.value);
        descriptions.emplace_back(choice.description);
    }
    boost::json::object schema;
    schema["enum"] = std::move(words);
    schema["enumDescriptions"] = std::move(descriptions);
    if (!folded || !has_letters(choices)) {
        return schema;
    }
    boost::json::object either;
    either["anyOf"] = boost::json::array{
        std::move(schema), boost::json::object{{"type", "string"}, {"pattern", folded_pattern(choices)}}};
    return either;
}

void take_variables(boost::json::value& schema) {
    if (boost::json::array* const list = schema.if_array()) {
        for (boost::json::value& item : *list) {
            take_variables(item);
        }
        return;
    }
    boost::json::object* const object = schema.if_object();
    if (object == nullptr) {
        return;
    }
    if (!object->contains("enum")) {
        for (boost::json::key_value_pair& member : *object) {
            take_variables(member.value());
        }
        return;
    }
    // What an editor shows of it stays where it was.
    boost::json::object shown;
    boost::json::object words;
    for (boost::json::key_value_pair& member : *object) {
        const bool is_shown = member.key() == "title" || member.key() == "description";
        (is_shown ? shown : words)[member.key()] = std::move(member.value());
    }
    boost::json::object variable{{"type", "string"}, {"pattern", R"(\$\{[A-Za-z_][A-Za-z0-9_]*\})"}};
    boost::json::array ways;
    ways.emplace_back(std::move(words));
    ways.emplace_back(std::move(variable));
    shown["anyOf"] = std::move(ways);
    *object = std::move(shown);
}

boost::json::object with(std::string_view key, boost::json::object what) {
    boost::json::object properties;
    properties[key] = std::move(what);
    boost::json::object schema;
    schema["properties"] = std::move(properties);
    return schema;
}

boost::json::object having(std::string_view key, boost::json::object what) {
    boost::json::object schema = with(key, std::move(what));
    schema["required"] = boost::json::array{boost::json::value(boost::json::string(key))};
    schema["type"] = "object";  // the other two hold for anything that is no mapping
    return schema;
}

boost::json::object lacking(std::string_view key) {
    return with(key, boost::json::object{{"type", "null"}});
}

boost::json::object where(boost::json::object condition, boost::json::object consequence) {
    boost::json::object schema;
    schema["if"] = std::move(condition);
    schema["then"] = std::move(consequence);
    return schema;
}

boost::json::object all_of(std::vector<boost::json::object> parts) {
    if (parts.size() == 1) {
        return std::move(parts.front());
    }
    boost::json::array list;
    for (boost::json::object& part : parts) {
        list.emplace_back(std::move(part));
    }
    boost::json::object schema;
    schema["allOf"] = std::move(list);
    return schema;
}

boost::json::object reference(std::string_view name) {
    return boost::json::object{{"$ref", "#/definitions/" + std::string(name)}};
}

std::string pretty(const boost::json::value& document) {
    std::string text;
    write(text, document, 0);
    return text + "\n";
}

}  // namespace censusctl::report::schema
