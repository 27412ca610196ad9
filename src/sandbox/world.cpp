#include "sandbox/world.hpp"

#include <algorithm>

namespace censusctl::sandbox {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

template <class List, class Test>
auto first(const List& list, Test test) -> const typename List::value_type* {
    const auto found = std::find_if(list.begin(), list.end(), test);
    return found == list.end() ? nullptr : &*found;
}

}  // namespace

bool same_name(std::string_view left, std::string_view right, bool case_sensitive) {
    if (case_sensitive) {
        return left == right;
    }
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::string folded(std::string_view name) {
    std::string small{name};
    std::transform(small.begin(), small.end(), small.begin(), lower);
    return small;
}

const field* destination_object::find_field(std::string_view name) const {
    return first(fields, [&](const field& f) { return same_name(f.full_name, name, case_sensitive); });
}

const destination_object* destination::find_object(std::string_view full_name) const {
    return first(objects, [&](const destination_object& o) { return o.full_name == full_name; });
}

const data_source* source::find(std::string_view type, std::int64_t wanted) const {
    return first(data_sources, [&](const data_source& d) { return d.id == wanted && d.type == type; });
}

const activation* world::find_activation(std::string_view id) const {
    return first(activations, [&](const activation& a) { return a.id == id; });
}

const activation* world::find_activation(std::int64_t source_id, std::int64_t destination_id) const {
    return first(activations, [&](const activation& a) {
        return a.source_id == source_id && a.destination_id == destination_id;
    });
}

const source* world::find_source(std::int64_t id) const {
    return first(sources, [&](const source& s) { return s.id == id; });
}

const destination* world::find_destination(std::int64_t id) const {
    return first(destinations, [&](const destination& d) { return d.id == id; });
}

const data_source* world::find_data_source(std::int64_t source_id, std::string_view type,
                                           std::int64_t id) const {
    const source* owner = find_source(source_id);
    return owner == nullptr ? nullptr : owner->find(type, id);
}

}  // namespace censusctl::sandbox
