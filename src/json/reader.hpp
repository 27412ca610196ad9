#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boost::json {
class value;
}  // namespace boost::json

namespace censusctl::json {

/// The first place where a reply is not what the API reference describes.
struct decode_problem {
    std::string where;  ///< JSON pointer (RFC 6901): "/data/0/id"; empty is the whole reply
    std::string what;   ///< "is missing", "is null, expected a string"; empty: no problem

    [[nodiscard]] bool found() const noexcept { return !what.empty(); }
};

/// What a value is.
enum class kind { null, boolean, number, text, array, object };

/// Whether a key is there. The API says "nothing" as null or by leaving the key out.
enum class presence { missing, null, present };

/// Whether an integer may stand as the text of its digits as well, which ids always may.
enum class integers { numbers, numbers_or_digits };

/// A value of a reply and the way to it, for the fields that a codec asks for; all other keys are ignored.
/// What is not as asked is noted in the problem, first come, and reads as empty from there on, so that codecs
/// need not test each field. A reader refers to its parent, and must not outlive it or be moved.
class reader {
public:
    reader(const boost::json::value& root, decode_problem& problem,
           json::integers integers = json::integers::numbers) noexcept
        : value_(&root), problem_(&problem), integers_(integers) {}
    reader(const reader&) = delete;
    reader& operator=(const reader&) = delete;

    [[nodiscard]] const boost::json::value& value() const noexcept { return *value_; }
    [[nodiscard]] json::kind kind() const noexcept;
    /// This value, which must be a string; empty if it is not.
    [[nodiscard]] std::string as_text() const;
    [[nodiscard]] bool failed() const noexcept { return problem_->found(); }
    [[nodiscard]] presence look(std::string_view key) const noexcept;

    /// The value of a key, whatever it is; null if the key is missing.
    [[nodiscard]] reader member(std::string_view key) const noexcept;
    /// The value of a key that must be an object.
    [[nodiscard]] reader object(std::string_view key) const;
    /// A string that must be there; null is refused.
    [[nodiscard]] std::string required_text(std::string_view key) const;
    /// A string; missing and null are the empty one.
    [[nodiscard]] std::string text(std::string_view key) const;
    /// A positive integer that must be there, as a number or as a string of its digits.
    [[nodiscard]] std::int64_t required_id(std::string_view key) const;
    /// The same, or absent: missing, null, and 0.
    [[nodiscard]] std::optional<std::int64_t> id(std::string_view key) const;
    /// An id that must be there, of a kind that not everybody numbers: a positive integer, or a text that is
    /// not empty. As text.
    [[nodiscard]] std::string required_name_or_number(std::string_view key) const;
    /// The same; missing, null, 0 and an empty text are the empty one.
    [[nodiscard]] std::string name_or_number(std::string_view key) const;
    /// An integer of 64 bits, as the reader takes them; missing and null are absent.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
    /// A boolean; missing and null are `otherwise`.
    [[nodiscard]] bool flag(std::string_view key, bool otherwise = false) const;

    /// Calls `take` with a reader of each element of an array, until there is a problem. Missing and null
    /// have no elements. Whether there is an array.
    template <class Take>
    bool each(std::string_view key, Take take) const {
        const auto found = look(key);
        if (found != presence::present) {
            return false;
        }
        const reader list = member(key);
        return list.each_element(take);
    }
    /// The same for an array that must be there.
    template <class Take>
    void required_each(std::string_view key, Take take) const {
        const reader list = member(key);
        if (list.demand(look(key), kind::array)) {
            list.each_element(take);
        }
    }
    /// The same for this value, which must be an array.
    template <class Take>
    bool each_element(Take take) const {
        if (!demand(presence::present, kind::array)) {
            return false;
        }
        for (std::size_t index = 0; index < size(); ++index) {
            const reader element(*this, {}, index, element_at(index));
            take(element);
            if (failed()) {
                return false;
            }
        }
        return true;
    }

    /// Whether this value is of a kind, which is a problem if not.
    bool demand(presence found, json::kind wanted) const;
    /// Notes a problem of this value: "is 'partial', expected 'success'".
    void refuse(std::string_view what) const;

private:
    reader(const reader& parent, std::string_view key, std::size_t index,
           const boost::json::value& value) noexcept
        : value_(&value),
          problem_(parent.problem_),
          integers_(parent.integers_),
          parent_(&parent),
          key_(key),
          index_(index) {}
    /// Of an array.
    [[nodiscard]] std::size_t size() const noexcept;
    [[nodiscard]] const boost::json::value& element_at(std::size_t index) const noexcept;
    [[nodiscard]] std::string pointer() const;
    [[nodiscard]] std::string take_text(presence found) const;
    [[nodiscard]] std::int64_t take_integer(bool digits_too) const;

    const boost::json::value* value_;
    decode_problem* problem_;
    json::integers integers_;
    const reader* parent_{nullptr};
    std::string_view key_;  ///< in an object; no data: in an array
    std::size_t index_{0};  ///< in an array
};

}  // namespace censusctl::json
