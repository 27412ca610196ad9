#include "diff/judge.hpp"

#include <algorithm>
#include <utility>

#include "diff/attributes.hpp"
#include "diff/canonical_value.hpp"
#include "diff/mappings.hpp"
#include "diff/source_identity.hpp"
#include "model/server_made.hpp"
#include "text/ascii.hpp"

namespace censusctl::diff {
namespace {

using model::attribute;
using model::mapping;
using model::sync_spec;

constexpr std::string_view no_mapping = "(no mapping)";

/// One judgement in progress: the rows found so far.
class judgement {
public:
    judgement(const sync_spec& desired, const sync_spec& live, const comparison_context& context,
              detail wanted)
        : desired_(desired), live_(live), context_(context), full_(wanted == detail::everything) {}

    std::vector<attribute_comparison> run() && {
        for (const sync_attribute& rule : attributes()) {
            plain(rule);
            if (rule.id == attribute::source_connection) {
                source();
            }
        }
        mappings();
        return std::move(rows_);
    }

private:
    /// Whether a row is wanted at all.
    [[nodiscard]] bool wanted(bool same) const noexcept { return full_ || !same; }

    attribute_comparison& add(attribute_path path, bool same) {
        attribute_comparison& row = rows_.emplace_back();
        row.path = std::move(path);
        row.equal = same;
        return row;
    }

    /// Attributes of later generations that neither side states.
    static bool is_unspoken_of(attribute id, const attribute_value& ours, const attribute_value& theirs) {
        return model::is_later(id) && is_null(ours) && is_null(theirs);
    }

    void plain(const sync_attribute& rule) {
        const bool same = rule.same(desired_, live_);
        if (!wanted(same)) {
            return;
        }
        attribute_value ours = rule.raw(desired_);
        attribute_value theirs = rule.raw(live_);
        if (is_unspoken_of(rule.id, ours, theirs)) {
            return;
        }
        attribute_comparison& row = add({rule.id, {}}, same);
        row.desired_raw = std::move(ours);
        row.live_raw = std::move(theirs);
        if (full_) {
            row.compared = rule.compared(desired_, live_);
            row.desired_canonical = rule.canonical(desired_, desired_, live_);
            row.live_canonical = rule.canonical(live_, desired_, live_);
            row.rule = rule.rule(desired_, live_);
        }
    }

    void source() {
        const model::data_source& ours = desired_.source;
        const model::data_source& theirs = live_.source;
        const bool same = same_source_object(ours, theirs);
        if (!wanted(same)) {
            return;
        }
        if (!same && ours.type != theirs.type) {
            one_sided_source(ours, true);
            one_sided_source(theirs, false);
            return;
        }
        // Two of one name are told apart by their ids.
        const bool with_id = !same && shown_source_object(ours, false) == shown_source_object(theirs, false);
        attribute_comparison& row = add(source_object_path(ours), same);
        row.desired_raw = object_or_null(ours, with_id);
        row.live_raw = object_or_null(theirs, with_id);
        if (full_) {
            row.desired_canonical = canonical_source_object(ours, theirs);
            row.live_canonical = canonical_source_object(theirs, ours);
            row.rule =
                ours.type != theirs.type ? "A model and the dataset that it became are the same source."
                : ours.type == "table"
                    ? "Compared by catalog, schema and name, or by id where one side has no names; the "
                      "server may add either."
                    : "Compared by id where both sides have one, so a renamed model stays the same; else by "
                      "name.";
        }
    }

    void one_sided_source(const model::data_source& side, bool is_desired) {
        attribute_comparison& row = add(source_object_path(side), false);
        (is_desired ? row.desired_raw : row.live_raw) = object_or_null(side);
        if (full_) {
            (is_desired ? row.desired_canonical : row.live_canonical) = canonical_source_object(side, side);
            row.rule = "The two read from different kinds of data source.";
        }
    }

    void mappings() {
        if (!full_ && same_in_place()) {
            return;  // in the same order, too
        }
        for (const mapping_pair& pair : pair_mappings(desired_.mappings, live_.mappings, context_)) {
            if (pair.desired != nullptr && pair.live != nullptr) {
                both(*pair.desired, *pair.live);
            } else if (pair.desired != nullptr) {
                one_sided(*pair.desired, true);
            } else if (is_added_key(*pair.live)) {
                not_looked_at(*pair.live,
                              "Not compared: the server makes a key of several columns by itself.");
            } else if (pair.undeclared && model::is_of_unknown_kind(*pair.live)) {
                not_looked_at(*pair.live,
                              "Not compared: no file has a word for where it reads from. It is the "
                              "workspace's, and stays as it is.");
            } else if (pair.undeclared && syncs_all_properties(desired_)) {
                not_looked_at(
                    *pair.live,
                    "Not compared: with 'sync_all_properties' the server adds mappings of its own.");
            } else {
                one_sided(*pair.live, false);
            }
        }
        order();
    }

    /// Their order, which means something only where the file says that fields are written in it.
    void order() {
        if (desired_.field_order != "mapping_order") {
            return;
        }
        std::vector<std::string> ours;
        std::vector<std::string> theirs;
        for (const mapping& declared : desired_.mappings) {
            ours.push_back(declared.to);
        }
        for (const mapping& present : live_.mappings) {
            const auto same = std::find_if(ours.begin(), ours.end(), [&](const std::string& to) {
                return same_field(to, present.to, context_);
            });
            if (same != ours.end()) {
                theirs.push_back(*same);
            }
        }
        std::erase_if(ours, [&](const std::string& to) {
            return std::find(theirs.begin(), theirs.end(), to) == theirs.end();
        });
        value_row({attribute::mappings, {}}, joined(ours), joined(theirs), joined(ours), joined(theirs),
                  "Compared in their order, since the file says field_order 'mapping_order'; the server "
                  "keeps it as "
                  "'position'.");
    }

    static std::string joined(const std::vector<std::string>& names) {
        std::string text;
        for (const std::string& name : names) {
            text.append(text.empty() ? "" : ", ").append(name);
        }
        return text;
    }

    /// The usual case: the same mappings in the same order.
    [[nodiscard]] bool same_in_place() const {
        return std::equal(desired_.mappings.begin(), desired_.mappings.end(), live_.mappings.begin(),
                          live_.mappings.end(), [&](const mapping& ours, const mapping& theirs) {
                              return same_field(ours.to, theirs.to, context_) && same_mapping(ours, theirs);
                          });
    }

    void both(const mapping& ours, const mapping& theirs) {
        if (!full_ && same_mapping(ours, theirs)) {
            return;
        }
        if (full_ && ours.to != theirs.to) {
            value_row({attribute::mapping_to, ours.to}, ours.to, theirs.to, text::lower_case(ours.to),
                      text::lower_case(theirs.to),
                      "Field names of this object are the same whatever their case.");
        }
        from(ours, theirs);
        for (const mapping_attribute& rule : mapping_attributes()) {
            const bool same = rule.same(ours, theirs);
            if (!wanted(same)) {
                continue;
            }
            attribute_value our_raw = rule.raw(ours);
            attribute_value their_raw = rule.raw(theirs);
            if (is_unspoken_of(rule.id, our_raw, their_raw)) {
                continue;
            }
            attribute_comparison& row = add({rule.id, ours.to}, same);
            row.desired_raw = std::move(our_raw);
            row.live_raw = std::move(their_raw);
            if (full_) {
                row.compared = rule.compared(ours);
                row.desired_canonical = row.compared ? rule.canonical(ours) : not_compared;
                row.live_canonical = row.compared ? rule.canonical(theirs) : not_compared;
                row.rule = rule.rule(ours);
            }
        }
    }

    void from(const mapping& ours, const mapping& theirs) {
        const auto* our_constant = std::get_if<model::constant_source>(&ours.from);
        const auto* their_constant = std::get_if<model::constant_source>(&theirs.from);
        if (our_constant != nullptr && their_constant != nullptr) {
            constants(ours.to, *our_constant, *their_constant);
            return;
        }
        value_row(
            {attribute::mapping_from, ours.to}, ours.from, theirs.from, canonical_from(ours.from),
            canonical_from(theirs.from),
            ours.from.index() == theirs.from.index() &&
                    std::holds_alternative<model::column_source>(ours.from)
                ? "Compared as written: column names distinguish case."
                : "A column, a constant and a source of a later kind are never the same; JSON is compared by "
                  "its content.");
    }

    void constants(const std::string& to, const model::constant_source& ours,
                   const model::constant_source& theirs) {
        const std::string type = canonical_type(ours);
        const std::string their_type = canonical_type(theirs);
        // Values of two types are compared as texts.
        const std::string_view common =
            type == their_type ? std::string_view(type) : std::string_view("text");
        value_row({attribute::constant_value, to}, ours.value, theirs.value,
                  canonical_constant(common, ours.value), canonical_constant(common, theirs.value),
                  constant_rule(common));
        value_row({attribute::constant_type, to}, ours.type, theirs.type, type, their_type,
                  "Compared whatever its case; the server returns it as 'basic_type'.");
    }

    static std::string_view constant_rule(std::string_view type) {
        if (type == "number") {
            return "Compared as numbers: 1.50 and 1.5 are the same; what is no number is compared as "
                   "written.";
        }
        if (type == "datetime") {
            return "Compared as instants, whatever their time zone; what is no instant is compared as "
                   "written.";
        }
        if (type == "boolean") {
            return "Compared as true or false, whether written as a text or not.";
        }
        return "Compared as written.";
    }

    void value_row(attribute_path path, const attribute_value& our_raw, const attribute_value& their_raw,
                   std::string our_form, std::string their_form, std::string_view rule) {
        const bool same = our_form == their_form;
        if (!wanted(same)) {
            return;
        }
        attribute_comparison& row = add(std::move(path), same);
        row.desired_raw = our_raw;
        row.live_raw = their_raw;
        if (full_) {
            row.desired_canonical = std::move(our_form);
            row.live_canonical = std::move(their_form);
            row.rule = rule;
        }
    }

    void one_sided(const mapping& only, bool is_desired) {
        attribute_comparison& row = add({attribute::mapping_from, only.to}, false);
        (is_desired ? row.desired_raw : row.live_raw) = only.from;
        if (full_) {
            one_sided_forms(row, canonical_from(only.from), is_desired);
        }
        for (const mapping_attribute& rule : mapping_attributes()) {
            if (rule.is_default(only)) {
                continue;
            }
            attribute_comparison& flag = add({rule.id, only.to}, false);
            (is_desired ? flag.desired_raw : flag.live_raw) = rule.raw(only);
            if (full_) {
                one_sided_forms(flag, rule.canonical(only), is_desired);
            }
        }
    }

    static void one_sided_forms(attribute_comparison& row, std::string form, bool is_desired) {
        row.desired_canonical = is_desired ? form : std::string(no_mapping);
        row.live_canonical = is_desired ? std::string(no_mapping) : std::move(form);
        row.rule = is_desired ? "Only the file has this mapping." : "Only the live sync has this mapping.";
    }

    void not_looked_at(const mapping& extra, std::string_view why) {
        if (!full_) {
            return;
        }
        attribute_comparison& row = add({attribute::mapping_from, extra.to}, true);
        row.live_raw = extra.from;
        row.compared = false;
        row.desired_canonical = not_compared;
        row.live_canonical = not_compared;
        row.rule = why;
    }

    const sync_spec& desired_;
    const sync_spec& live_;
    const comparison_context& context_;
    bool full_;
    std::vector<attribute_comparison> rows_;
};

}  // namespace

std::vector<attribute_comparison> judge(const sync_spec& desired, const sync_spec& live,
                                        const comparison_context& context, detail wanted) {
    return judgement(desired, live, context, wanted).run();
}

}  // namespace censusctl::diff
