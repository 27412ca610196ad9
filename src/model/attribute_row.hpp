#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "model/attribute.hpp"

/// What is stated of one attribute; the tables of them are in `model/attributes.hpp`.
namespace censusctl::model {

/// What a value of an attribute is in a file.
enum class value_kind : std::uint8_t {
    text,       ///< a text that is not empty
    word,       ///< one of a closed list
    flag,       ///< true or false
    integer,    ///< a whole number
    id,         ///< a whole number above 0
    ids,        ///< such a number, or a list of them
    texts,      ///< a text, or a list of texts
    structured  ///< a mapping or list with a reader and codec of its own
};

/// What it means that a file does not state an attribute.
enum class when_unstated : std::uint8_t {
    required,   ///< it must be stated
    standard,   ///< it has its default, and that is compared
    left_alone  ///< whatever the workspace has is right
};

/// Whose an attribute is.
enum class scope : std::uint8_t {
    shared,    ///< may stand under `defaults`
    identity,  ///< belongs to one sync: no default of many can state it
    file       ///< tells `apply` what to do; the workspace has no such attribute. May stand under `defaults`
};

/// Where an attribute is kept. An empty text, and an absent value, are not stated.
template <class Owner>
using attribute_member = std::variant<std::monostate, std::string Owner::*, bool Owner::*,
                                      std::optional<std::int64_t> Owner::*, std::optional<bool> Owner::*>;

/// One attribute of an `Owner`.
template <class Owner>
struct attribute_row {
    attribute id;
    std::string_view path;  ///< "schedule.hour"; of a mapping's attribute the part after the mapping
    value_kind kind;
    attribute_member<Owner> member;  ///< none: kept in a structure of its own, or not in the spec at all
    std::string_view title;          ///< for editors
    std::string_view sentence;       ///< what it is, for people
    when_unstated unstated{when_unstated::standard};
    std::string_view standard{};  ///< the default, as a file would write it; empty: none, or the API's null
    std::span<const std::string_view> words{};
    scope of{scope::shared};
    /// The attribute has an effect only where `needs` has the value `needed`; `needs` is itself where always.
    attribute needs{id};
    std::string_view needed{};

    // In a table each of these says one thing more of a row.
    [[nodiscard]] constexpr attribute_row required() const {
        return with(&attribute_row::unstated, when_unstated::required);
    }
    [[nodiscard]] constexpr attribute_row left_alone() const {
        return with(&attribute_row::unstated, when_unstated::left_alone);
    }
    [[nodiscard]] constexpr attribute_row otherwise(std::string_view value) const {
        return with(&attribute_row::standard, value);
    }
    [[nodiscard]] constexpr attribute_row one_of(std::span<const std::string_view> all) const {
        return with(&attribute_row::words, all);
    }
    [[nodiscard]] constexpr attribute_row for_one_sync() const {
        return with(&attribute_row::of, scope::identity);
    }
    [[nodiscard]] constexpr attribute_row for_files() const { return with(&attribute_row::of, scope::file); }
    [[nodiscard]] constexpr attribute_row only_with(attribute other, std::string_view value) const {
        return with(&attribute_row::needs, other).with(&attribute_row::needed, value);
    }

    /// The last part of the path: the key in the mapping that it stands in.
    [[nodiscard]] constexpr std::string_view key() const noexcept {
        return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
    }
    /// Whether it is kept in an `Owner`, rather than beside it.
    [[nodiscard]] constexpr bool in_spec() const noexcept {
        return of != scope::file && kind != value_kind::id && kind != value_kind::ids &&
               kind != value_kind::texts;
    }

private:
    template <class Value>
    [[nodiscard]] constexpr attribute_row with(Value attribute_row::*what, Value value) const {
        attribute_row other = *this;
        other.*what = value;
        return other;
    }
};

}  // namespace censusctl::model
