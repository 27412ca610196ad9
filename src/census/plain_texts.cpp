#include "census/plain_texts.hpp"

#include <string>
#include <variant>

namespace censusctl::census {
namespace {

using model::attribute;
using text_of_sync = std::string model::sync_spec::*;

/// Calls `take` with the row and the member of each text.
template <class Take>
void each_text(Take take) {
    for (const auto& row : model::sync_attributes) {
        if (const auto* member = std::get_if<text_of_sync>(&row.member)) {
            take(row, *member);
        }
    }
}

bool is_known(attribute id, attribute_age known) {
    return known == attribute_age::all || !model::is_later(id);
}

}  // namespace

void decode_plain_texts(const json::reader& sync, attribute_age known, model::sync_spec& into) {
    each_text([&](const auto& row, text_of_sync member) {
        if (!is_known(row.id, known)) {
            return;
        }
        std::string text = row.unstated == model::when_unstated::required ? sync.required_text(row.path)
                                                                          : sync.text(row.path);
        into.*member = text.empty() ? std::string(row.standard) : std::move(text);
    });
}

void encode_plain_texts(json::writer& to, const model::sync_spec& spec, attribute_age known) {
    each_text([&](const auto& row, text_of_sync member) {
        const bool is_first = row.id == attribute::label || row.id == attribute::operation;
        if (!is_first && is_known(row.id, known) && spec.*member != row.standard) {
            to.if_stated(row.path, spec.*member);
        }
    });
}

bool encode_plain_text(json::writer& to, const model::sync_spec& spec, attribute id) {
    bool found = false;
    each_text([&](const auto& row, text_of_sync member) {
        if (row.id == id) {
            to.text_or_null(row.path, spec.*member);
            found = true;
        }
    });
    return found;
}

}  // namespace censusctl::census
