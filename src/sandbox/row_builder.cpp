#include "sandbox/row_builder.hpp"

namespace censusctl::sandbox {

namespace {

/// Small letters and digits; everything between them is one `separator`.
std::string words_joined(std::string_view name, char separator) {
    std::string joined;
    for (const char c : folded(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            joined += c;
        } else if (!joined.empty() && joined.back() != separator) {
            joined += separator;
        }
    }
    if (!joined.empty() && joined.back() == separator) {
        joined.pop_back();
    }
    return joined;
}

}  // namespace

std::string type_of_name(std::string_view name) {
    return words_joined(name.substr(0, name.find(" - ")), '_');
}

std::string slug_of(std::string_view name) {
    return words_joined(name, '-');
}

instant moment_at(const node& owner, std::string_view key, instant otherwise) {
    const auto stated = owner.find(key);
    if (!stated) {
        return otherwise;
    }
    const auto moment = read_instant(stated->text());
    if (!moment) {
        stated->refuse("must be a time such as \"2021-11-01T00:00:00.000Z\"");
    }
    return *moment;
}

}  // namespace censusctl::sandbox
