#pragma once
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

/// Small JSON Schemas (draft-07) that larger ones are made of.
namespace censusctl::report::schema {

/// A word that may be written, and what an editor says of it.
struct choice {
    boost::json::value value;
    std::string description;
};

/// One of these, which editors complete. `folded`: texts may be written in upper or lower case.
[[nodiscard]] boost::json::object one_of(const std::vector<choice>& choices, bool folded = false);

/// A mapping in which `key` must satisfy `what`.
[[nodiscard]] boost::json::object with(std::string_view key, boost::json::object what);

/// A mapping that has `key`, satisfying `what`.
[[nodiscard]] boost::json::object having(std::string_view key, boost::json::object what);

/// A mapping that does not state `key`, or states null.
[[nodiscard]] boost::json::object lacking(std::string_view key);

/// Where `condition` holds, `consequence` must.
[[nodiscard]] boost::json::object where(boost::json::object condition, boost::json::object consequence);

/// All of these; the only one by itself.
[[nodiscard]] boost::json::object all_of(std::vector<boost::json::object> parts);

/// {"$ref": "#/definitions/NAME"}
[[nodiscard]] boost::json::object reference(std::string_view name);

/// Lets a variable stand in place of each closed list of words in `schema`, at any depth: which word it is,
/// its value says.
void take_variables(boost::json::value& schema);

/// A document with two spaces of indent; lists of words on one line. Ends with a newline.
[[nodiscard]] std::string pretty(const boost::json::value& document);

}  // namespace censusctl::report::schema
