#include "plan/foreign_words.hpp"

#include <utility>
#include <variant>

#include "model/alert_words.hpp"
#include "model/attributes.hpp"

namespace censusctl::plan {
namespace {

/// The member that an attribute's row names, where it is of this type; else null.
template <class Member, class Owner>
const Member* member_of(const model::attribute_row<Owner>& row) {
    return std::get_if<Member>(&row.member);
}

template <class Owner>
bool put(Owner& owner, const model::attribute_row<Owner>& row, const std::string& value) {
    const auto* text = member_of<std::string Owner::*>(row);
    if (text != nullptr) {
        owner.*(*text) = value;
    }
    return text != nullptr;
}

template <class Owner>
bool put(Owner& owner, const model::attribute_row<Owner>& row, bool value) {
    if (const auto* flag = member_of<bool Owner::*>(row)) {
        owner.*(*flag) = value;
        return true;
    }
    const auto* maybe = member_of<std::optional<bool> Owner::*>(row);
    if (maybe != nullptr) {
        owner.*(*maybe) = value;
    }
    return maybe != nullptr;
}

template <class Owner>
bool put(Owner& owner, const model::attribute_row<Owner>& row, std::int64_t value) {
    const auto* number = member_of<std::optional<std::int64_t> Owner::*>(row);
    if (number != nullptr) {
        owner.*(*number) = value;
    }
    return number != nullptr;
}

/// Sets an attribute; whether the owner has it.
template <class Owner, class Value>
bool set(Owner& owner, std::string_view attribute, const Value& value) {
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        if (row.path == attribute) {
            return put(owner, row, value);
        }
    }
    return false;
}

template <class Value>
void set_anywhere(model::sync_spec& spec, const std::string& attribute, const Value& value) {
    static_cast<void>(set(spec, attribute, value) || set(spec.schedule, attribute, value) ||
                      set(spec.triggers, attribute, value) || set(spec.destination, attribute, value));
}

template <class Value>
void add(foreign_sync& to, std::string_view attribute, std::string place, Value value) {
    to.statements.push_back(
        {std::string(attribute), std::move(place),
         [attribute = std::string(attribute), value = std::move(value)](model::sync_spec& spec) {
             set_anywhere(spec, attribute, value);
         }});
}

template <class Value>
void add_of_mapping(foreign_sync& to, const std::string& field, std::string_view attribute, std::string place,
                    Value value) {
    std::string path = "mappings[" + field + "].";
    path += attribute;
    to.statements.push_back(
        {std::move(path), std::move(place),
         [field, attribute = std::string(attribute), value = std::move(value)](model::sync_spec& spec) {
             static_cast<void>(set(mapping_to(spec, field), attribute, value));
         }});
}

}  // namespace

void state(foreign_sync& to, std::string_view attribute, std::string place, std::string value) {
    add(to, attribute, std::move(place), std::move(value));
}
void state(foreign_sync& to, std::string_view attribute, std::string place, bool value) {
    add(to, attribute, std::move(place), value);
}
void state(foreign_sync& to, std::string_view attribute, std::string place, std::int64_t value) {
    add(to, attribute, std::move(place), value);
}

void state_from(foreign_sync& to, const std::string& field, std::string place, model::mapping_source from) {
    to.statements.push_back({"mappings[" + field + "].from", std::move(place),
                             [field, from = std::move(from)](model::sync_spec& spec) {
                                 mapping_to(spec, field).from = from;
                             }});
}
void state_of_mapping(foreign_sync& to, const std::string& field, std::string_view attribute,
                      std::string place, std::string value) {
    add_of_mapping(to, field, attribute, std::move(place), std::move(value));
}
void state_of_mapping(foreign_sync& to, const std::string& field, std::string_view attribute,
                      std::string place, bool value) {
    add_of_mapping(to, field, attribute, std::move(place), value);
}

void state_alerts(foreign_sync& to, std::string place, const std::vector<foreign_alert>& alerts) {
    std::vector<model::alert> all;
    all.reserve(alerts.size());
    for (const foreign_alert& each : alerts) {
        model::alert& alert = all.emplace_back();
        const std::string known = model::alert_type_of(each.type);
        alert.type = known.empty() ? each.type : known;
        alert.send_for = each.send_for;
        alert.should_send_recovery = each.should_send_recovery;
        alert.threshold = each.threshold;
        alert.unit = each.unit;
        alert.start_type = each.start_type;
        alert.status_name = each.status_name;
    }
    to.statements.push_back({"alerts", std::move(place), [all = std::move(all)](model::sync_spec& spec) {
                                 spec.alerts = all;
                             }});
}

}  // namespace censusctl::plan
