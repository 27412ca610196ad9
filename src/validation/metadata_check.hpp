#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "validation/resolver.hpp"
#include "validation/suggester.hpp"

namespace censusctl::validation {

/// A field's name as its object compares it: ASCII letters folded where capitals do not count.
[[nodiscard]] std::string folded(std::string_view name, bool case_sensitive);

/// The fields of one object as rules look for them.
struct field_index {
    std::unordered_map<std::string, const model::field*> by_name;  ///< by folded name
    std::vector<const model::field*> required;                     ///< in the order of the metadata
};

/// The columns of one model or table by name.
using column_index = std::unordered_map<std::string_view, const model::column*>;

/// What the rules of one run share: the sync at hand, where problems go, and indices made once for each
/// object, since many syncs share a few. The catalogue must outlive it and stay as it is.
class metadata_check {
public:
    explicit metadata_check(diagnostics::collector& problems) : problems_(problems) {}

    /// What is reported from now on is of this sync.
    void begin(const resolved_sync& sync) {
        sync_ = &sync;
        meant_.clear();
    }
    [[nodiscard]] const resolved_sync& sync() const { return *sync_; }
    [[nodiscard]] const manifest::declared_sync& declared() const { return *sync_->declared; }
    /// Whether the sync at hand states one primary identifier, not none and not several.
    [[nodiscard]] bool has_one_key() const;
    [[nodiscard]] diagnostics::collector& problems() const { return problems_; }

    /// Adds a problem, at the sync's key where `where` is no place. The reference is valid until the next.
    diagnostics::diagnostic& report(diagnostics::code id, diagnostics::span where, std::string message);

    /// Says once in a run that the metadata of `what` are missing.
    void report_missing(diagnostics::span where, const std::string& what);

    /// Adds to a problem what may have been meant, or what there is; see `suggester`.
    std::vector<std::string> suggest(diagnostics::diagnostic& problem, std::string_view wrong,
                                     const std::vector<std::string_view>& names,
                                     const std::string& command = {}) {
        return suggester_.add(problem, wrong, names, command);
    }

    /// A mapping of the sync at hand writes to a field that is not there, and may mean this one.
    void add_meant(std::string field) { meant_.push_back(std::move(field)); }
    [[nodiscard]] bool is_meant(const model::field& field) const {
        return std::find(meant_.begin(), meant_.end(), field.full_name) != meant_.end();
    }

    [[nodiscard]] const field_index& fields_of(const model::destination_object& object);
    [[nodiscard]] const column_index& columns_of(const model::source_object& object);

    /// "object 'user' of 'Braze'": that of the sync at hand.
    [[nodiscard]] std::string object_name() const;
    /// "field 'email' of object 'user' of 'Braze'"
    [[nodiscard]] std::string name_of(const model::field& field) const;

private:
    diagnostics::collector& problems_;
    const resolved_sync* sync_{nullptr};
    std::unordered_map<const model::destination_object*, field_index> fields_;
    std::unordered_map<const model::source_object*, column_index> columns_;
    std::unordered_set<std::string> missing_;
    std::vector<std::string> meant_;
    suggester suggester_;
};

/// The names of fields, for suggestions.
[[nodiscard]] std::vector<std::string_view> names_of(const std::vector<model::field>& fields);

}  // namespace censusctl::validation
