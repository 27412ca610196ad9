#pragma once
#include <string>
#include <utility>
#include <variant>

#include "manifest/declaration.hpp"
#include "manifest/field_reader.hpp"
#include "model/attributes.hpp"

/// Reads what the table of attributes says by itself; what has structure has readers of its own.
namespace censusctl::manifest {

/// The keys of all attributes of an `Owner`, as messages list them.
template <class Owner>
[[nodiscard]] key_list keys_of() {
    key_list keys;
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        keys.push_back(row.key());
    }
    return keys;
}

template <class Owner>
void read_member(field_reader& fields, const model::attribute_row<Owner>& row, Owner& into, places& at) {
    const need needed = row.unstated == model::when_unstated::required ? need::required : need::optional;
    if (const auto* text = std::get_if<std::string Owner::*>(&row.member)) {
        auto read =
            row.words.empty() ? fields.text(row.key(), needed) : fields.word(row.key(), row.words, needed);
        if (!read.value.empty()) {
            into.*(*text) = std::move(read.value);
            at.set(row.id, read.where);
        }
    } else if (const auto* flag = std::get_if<bool Owner::*>(&row.member)) {
        if (const auto read = fields.flag(row.key()); read.where.known()) {
            into.*(*flag) = read.value;
            at.set(row.id, read.where);
        }
    } else if (const auto* number = std::get_if<std::optional<std::int64_t> Owner::*>(&row.member)) {
        if (const auto read = fields.integer(row.key())) {
            into.*(*number) = read->value;
            at.set(row.id, read->where);
        }
    } else if (const auto* maybe = std::get_if<std::optional<bool> Owner::*>(&row.member)) {
        if (const auto read = fields.flag(row.key()); read.where.known()) {
            into.*(*maybe) = read.value;
            at.set(row.id, read.where);
        }
    }
}

/// Reads one attribute of one value into its member, with its place. What is not stated, or wrong, stays as
/// it is; that something was said of it is kept.
template <class Owner>
void read_scalar(field_reader& fields, const model::attribute_row<Owner>& row, Owner& into, places& at) {
    const std::size_t before = fields.problem_count();
    read_member(fields, row, into, at);
    if (fields.problem_count() != before || fields.is_misspelt(row.key())) {
        at.set_reported(row.id);
    }
}

/// Reads all attributes of one value each; those without a member are passed over.
template <class Owner>
void read_scalars(field_reader& fields, Owner& into, places& at) {
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        read_scalar(fields, row, into, at);
    }
}

}  // namespace censusctl::manifest
