#pragma once
#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <vector>

#include "sandbox/target.hpp"
#include "sandbox/workspace_record.hpp"
#include "sandbox/world.hpp"

/// Reading the replies of somebody else's workspace: a member of another type counts as not stated.
namespace censusctl::sandbox {

/// The object under a key, or an empty one.
[[nodiscard]] const boost::json::object& object_of(const boost::json::object& row, std::string_view key);
[[nodiscard]] std::string text_of(const boost::json::object& row, std::string_view key);
[[nodiscard]] bool flag_of(const boost::json::object& row, std::string_view key, bool otherwise);
/// An id; 0 where none is stated that this sandbox could count on from.
[[nodiscard]] std::int64_t id_of(const boost::json::object& row, std::string_view key);

/// Calls `use` with each object of a list.
template <class Use>
void each_row(const boost::json::value* list, Use use) {
    if (list == nullptr || !list->is_array()) {
        return;
    }
    for (const boost::json::value& row : list->get_array()) {
        if (row.is_object()) {
            use(row.get_object());
        }
    }
}

/// The texts of a list.
[[nodiscard]] std::vector<std::string> texts_of(const boost::json::object& row, std::string_view key);

/// A model, table, segment or dataset, and an object with its fields, as a reply of any generation has them.
[[nodiscard]] data_source copied_data_source(const boost::json::object& row);
[[nodiscard]] destination_object copied_object(const boost::json::object& row);

/// Rows by their names, in the order in which these were first heard of.
class named_rows {
public:
    boost::json::object& operator[](const std::string& name);
    [[nodiscard]] const std::vector<boost::json::object>& rows() const noexcept { return rows_; }

private:
    std::map<std::string, std::size_t> places_;
    std::vector<boost::json::object> rows_;
};

/// A reply, taken apart.
struct copied_reply {
    target_parts asked;
    boost::json::value data;
};

/// The replies in the order in which they can be read: lists have the server's order; what was asked for one
/// by one came in any. Throws input_error for a reply that is not the API's envelope.
[[nodiscard]] std::vector<copied_reply> read_replies(const workspace_record& known);

}  // namespace censusctl::sandbox
