#include "model/alert_words.hpp"

#include "model/vocabulary.hpp"

namespace censusctl::model {
namespace {

constexpr std::string_view ending = "AlertConfiguration";

}  // namespace

std::string alert_type_of(std::string_view word) {
    for (const std::string_view type : vocabulary::alert_types) {
        if (word == type || word == api_word_of_alert(type)) {
            return std::string(type);
        }
    }
    return {};
}

std::string api_word_of_alert(std::string_view type) {
    if (!vocabulary::contains(vocabulary::alert_types, type)) {
        return std::string(type);
    }
    std::string word;
    bool begins = true;
    for (const char letter : type) {
        if (letter == '_') {
            begins = true;
            continue;
        }
        word += begins ? static_cast<char>(letter - 'a' + 'A') : letter;
        begins = false;
    }
    return word.append(ending);
}

}  // namespace censusctl::model
