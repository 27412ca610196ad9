#pragma once
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/input_error.hpp"

namespace censusctl::sandbox {

/// What is wrong with a document from outside, and where in it.
class document_error : public input_error {
public:
    /// `path` as in "mappings[1].to", empty for the whole document; `problem` as in "must be a string".
    /// `at_key`: the key is wrong, not its value.
    document_error(std::string path, const std::string& problem, bool at_key = false);

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] bool at_key() const noexcept { return at_key_; }

private:
    std::string path_;
    bool at_key_;
};

/// One value of a JSON document that knows its path, so that every refusal can name the value at fault.
/// Refers to the document, which must outlive it. Everything that does not fit throws `document_error`.
class node {
public:
    explicit node(const boost::json::value& value, std::string path = {})
        : value_(&value), path_(std::move(path)) {}

    [[nodiscard]] const boost::json::value& value() const noexcept { return *value_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    /// The member `key`; "is missing" where it is absent or null.
    [[nodiscard]] node require(std::string_view key) const;
    /// The member `key`, if it is there and not null.
    [[nodiscard]] std::optional<node> find(std::string_view key) const;
    /// Refuses members other than these. For files only: the API ignores what it does not know.
    void allow_only(std::initializer_list<std::string_view> keys) const;
    void allow_only(const std::vector<std::string_view>& keys) const;

    [[nodiscard]] const boost::json::object& object() const;
    [[nodiscard]] std::vector<node> items() const;
    [[nodiscard]] const boost::json::string& string() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;
    [[nodiscard]] bool boolean() const;

    [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise) const;
    [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;

    /// A string that is one of a closed list.
    template <class List>
    [[nodiscard]] std::string one_of(const List& allowed) const {
        return choice(std::vector<std::string_view>(allowed.begin(), allowed.end()));
    }

    [[noreturn]] void refuse(const std::string& problem) const;

private:
    [[nodiscard]] std::string choice(const std::vector<std::string_view>& allowed) const;
    [[nodiscard]] std::string member_path(std::string_view key) const;

    const boost::json::value* value_;
    std::string path_;
};

/// A request's body: a JSON object. Throws `document_error`.
[[nodiscard]] boost::json::value parse_body(const std::string& body);

}  // namespace censusctl::sandbox
