#pragma once
#include <boost/json/value.hpp>
#include <string>

/// Documents held to the published schemas.
namespace censusctl::test {

/// Empty where a document satisfies a schema of schemas/; else the deepest complaint.
std::string complaint(const std::string& schema_name, const boost::json::value& document);

/// A document, which must be JSON.
boost::json::value parsed(const std::string& text);

}  // namespace censusctl::test
