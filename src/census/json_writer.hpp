#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace censusctl::census {

/// Writes a JSON object or array piece by piece, commas included. Unlike a tree of values it can carry a
/// number with the very digits that it was written with.
class json_writer {
public:
    json_writer& begin_object() { return open('{'); }
    json_writer& end_object() { return close('}'); }
    json_writer& begin_array() { return open('['); }
    json_writer& end_array() { return close(']'); }
    json_writer& key(std::string_view name);
    json_writer& text(std::string_view value);
    json_writer& integer(std::int64_t value);
    json_writer& boolean(bool value);
    /// A value that is JSON already.
    json_writer& raw(std::string_view json);

    [[nodiscard]] std::string take() && { return std::move(json_); }

private:
    json_writer& open(char bracket);
    json_writer& close(char bracket);
    void separate();
    void append_string(std::string_view value);

    std::string json_;
    bool first_{true};
};

/// Whether a text is a JSON number as it stands (RFC 8259, section 6).
[[nodiscard]] bool is_json_number(std::string_view text) noexcept;

}  // namespace censusctl::census
