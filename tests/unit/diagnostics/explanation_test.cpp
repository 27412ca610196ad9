#include "diagnostics/explanation.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace censusctl::diagnostics;

TEST_CASE("each code has one explanation of its own") {
    std::size_t count = 0;
    for (const auto& part : {file_explanations(), metadata_explanations(), plan_explanations()}) {
        count += part.size();
    }
    CHECK(count == code_count);
    for (std::size_t at = 0; at < code_count; ++at) {
        const code id = static_cast<code>(at);
        const explanation& found = explain(id);
        const std::string slug(info(id).slug);
        CHECK_MESSAGE(found.id == id, slug);
        CHECK_MESSAGE(!found.text.empty(), slug);
        CHECK_MESSAGE(found.wrong.empty() == found.right.empty(), slug);
        CHECK_MESSAGE((found.wrong.empty() || found.wrong != found.right), slug);
    }
}

TEST_CASE("explanations fit a terminal") {
    for (std::size_t at = 0; at < code_count; ++at) {
        std::string_view text = explain(static_cast<code>(at)).text;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size() - 1);
            CHECK_MESSAGE(end <= 110, std::string(text.substr(0, end)));
            text.remove_prefix(end + 1);
        }
    }
}
