#define VALIJSON_USE_EXCEPTIONS 1
#include "unit/report/schema.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <iterator>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "support/source_dir.hpp"

namespace censusctl::test {

std::string complaint(const std::string& schema_name, const boost::json::value& document) {
    std::ifstream file(censusctl::test::source_dir() + "/schemas/" + schema_name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    boost::json::error_code problem;
    const boost::json::value schema_document = boost::json::parse(text, problem);
    REQUIRE_FALSE(problem);
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(schema_document), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema, valijson::adapters::BoostJsonAdapter(document), &results)) {
        return {};
    }
    valijson::ValidationResults::Error error;
    results.popError(error);
    std::string place;
    for (const std::string& part : error.context) {
        place += part;
    }
    return place + ' ' + error.description;
}

boost::json::value parsed(const std::string& text) {
    boost::json::error_code problem;
    boost::json::value document = boost::json::parse(text, problem);
    REQUIRE_FALSE(problem);
    return document;
}

}  // namespace censusctl::test
