#include "plan/saved_plan.hpp"

#include <algorithm>
#include <array>
#include <boost/json/value.hpp>
#include <map>
#include <utility>

#include "json/document.hpp"
#include "plan/fingerprint.hpp"
#include "plan/spec_json.hpp"
#include "plan/workspace_json.hpp"
#include "text/digest.hpp"
#include "text/version.hpp"

namespace censusctl::plan {
namespace {

using kind = saved_plan_error::kind;

constexpr std::string_view format_name = "censusctl-plan";
constexpr std::string_view format_version = "1.1";
constexpr std::string_view readable_major = "1.";
constexpr std::size_t longest_word = 40;
constexpr std::string_view digest_key = ",\"digest\":\"";

/// A value under its key. What a mapping reads from is told in full beside it, unless it is a column of that
/// name.
void write_value(json::writer& to, const std::string& key, const diff::attribute_value& value) {
    to.member(key, diff::in_document(value));
    const auto* from = std::get_if<model::mapping_source>(&value);
    const auto* column = from == nullptr ? nullptr : std::get_if<model::column_source>(from);
    if (from != nullptr && (column == nullptr || column->name != diff::document_text(*from))) {
        to.key(key + "_from").begin_object();
        encode_from(to, *from);
        to.end_object();
    }
}

void write_texts(json::writer& to, std::string_view key, const std::vector<std::string>& texts) {
    to.key(key).begin_array();
    for (const std::string& text : texts) {
        to.value(text);
    }
    to.end_array();
}

void write_syncs(json::writer& to, std::string_view key, const std::vector<unmanaged_sync>& syncs) {
    to.key(key).begin_array();
    for (const unmanaged_sync& sync : syncs) {
        to.begin_object();
        to.key("sync_id").value(sync.sync_id);
        to.key("label").value(sync.label);
        to.end_object();
    }
    to.end_array();
}

/// What is not known is not written, as plans of older versions have it.
void write_side(json::writer& to, moved_side side) {
    if (side != moved_side::unknown) {
        to.member("moved", to_string(side));
    }
}

moved_side read_side(const json::reader& from) {
    const std::string word = from.text("moved");
    for (const moved_side side : {moved_side::files, moved_side::workspace, moved_side::both}) {
        if (to_string(side) == word) {
            return side;
        }
    }
    return moved_side::unknown;
}

void write_change(json::writer& to, const change& change, const diagnostics::source_map& sources) {
    to.begin_object();
    to.key("action").value(to_string(change.what));
    to.key("sync").value(change.sync);
    to.key("label").value(change.label);
    if (change.sync_id) {
        to.key("sync_id").value(*change.sync_id);
    }
    to.key("reason").value(to_string(change.why));
    if (change.source.known() && change.source.file < sources.size()) {
        to.key("file").value(sources.path(change.source.file));
        to.key("line").value(change.source.line);
        to.key("column").value(change.source.column);
    }
    write_texts(to, "depends_on", change.depends_on);
    if (!change.followers.empty()) {
        write_syncs(to, "followers", change.followers);
    }
    to.key("fields").begin_array();
    for (std::size_t at = 0; at < change.fields.size(); ++at) {
        const diff::field_change& field = change.fields[at];
        to.begin_object();
        to.key("path").value(to_string(field.path));
        write_value(to, "before", field.before);
        write_value(to, "after", field.after);
        write_side(to, change.moved_of(at));
        to.end_object();
    }
    to.end_array();
    write_side(to, change.moved);
    write_texts(to, "edits", change.edits);
    if (!change.note.empty()) {
        to.key("note").value(change.note);
    }
    if (change.counts) {
        to.key("newest_run").begin_object();
        to.member("source_records", change.counts->source_records);
        if (change.counts->failed) {
            to.member("failed", *change.counts->failed);
        }
        if (change.counts->invalid) {
            to.member("invalid", *change.counts->invalid);
        }
        to.member("completed_at", change.counts->completed_at);
        to.end_object();
    }
    to.key("case_sensitive_fields").value(change.context.case_sensitive_fields);
    to.key("live_fingerprint").value(change.live_fingerprint);
    to.key("desired");
    encode_spec(to, change.desired);
    to.end_object();
}

void write_limit(json::writer& to, std::string_view key, const manifest::policy_limit& limit) {
    to.key(key).begin_object();
    if (limit.max) {
        to.member("max", limit.max->value);
    }
    if (limit.max_percent) {
        to.member("max_percent", limit.max_percent->value).member("floor", limit.floor);
    }
    to.end_object();
}

/// The places of the limits were in a file that may say something else by now, so they have none.
manifest::policy_limit read_limit(const json::reader& from, std::string_view key) {
    const json::reader row = from.object(key);
    manifest::policy_limit limit;
    if (const auto most = row.integer("max")) {
        limit.max = {*most, {}};
    }
    if (const auto percent = row.integer("max_percent")) {
        limit.max_percent = {*percent, {}};
    }
    limit.floor = row.integer("floor").value_or(0);
    return limit;
}

template <class Word, std::size_t count>
Word word_among(const json::reader& from, std::string_view key, const std::array<Word, count>& words) {
    const std::string text = from.required_text(key);
    for (const Word word : words) {
        if (to_string(word) == text) {
            return word;
        }
    }
    const json::reader value = from.member(key);
    value.refuse("is a word that this version does not know");
    return words.front();
}

diff::attribute_value read_value(const json::reader& from, const std::string& key,
                                 const diff::attribute_path& path) {
    const std::string from_key = key + "_from";
    if (from.look(from_key) == json::presence::present) {
        const json::reader source = from.object(from_key);
        return decode_from(source);
    }
    const json::reader value = from.member(key);
    if (const auto* text = value.value().if_string()) {
        if (path.id == model::attribute::mapping_from) {
            return model::mapping_source(model::column_source{std::string(text->data(), text->size())});
        }
        return std::string(text->data(), text->size());
    }
    if (const auto* flag = value.value().if_bool()) {
        return *flag;
    }
    if (value.value().is_number()) {
        return from.integer(key).value_or(0);
    }
    return nullptr;
}

void read_texts(const json::reader& from, std::string_view key, std::vector<std::string>& into) {
    from.required_each(key, [&](const json::reader& row) {
        if (row.demand(json::presence::present, json::kind::text)) {
            into.push_back(row.as_text());
        }
    });
}

unmanaged_sync read_sync(const json::reader& from) {
    unmanaged_sync sync;
    sync.sync_id = from.required_id("sync_id");
    sync.label = from.text("label");
    return sync;
}

/// Adds each file once.
class file_names {
public:
    explicit file_names(diagnostics::source_map& sources) : sources_(sources) {}
    std::uint32_t index_of(const std::string& path) {
        const auto found = known_.find(path);
        return found != known_.end() ? found->second
                                     : known_.emplace(path, sources_.add(path, {})).first->second;
    }

private:
    diagnostics::source_map& sources_;
    std::map<std::string, std::uint32_t> known_;
};

/// A word of a later version is no damage: it is something that this one must not leave out.
action read_action(const json::reader& from) {
    const std::string word = from.required_text("action");
    const auto* const found = std::ranges::find(actions, word, [](action what) { return to_string(what); });
    if (found != actions.end()) {
        return *found;
    }
    if (!word.empty()) {
        throw saved_plan_error(kind::beyond, "the plan holds an action that this version does not know, '" +
                                                 word.substr(0, longest_word) + "'");
    }
    return action::blocked;
}

change read_change(const json::reader& from, file_names& files) {
    constexpr std::array reasons{
        reason::not_found,  reason::declared_differently, reason::run_on_create, reason::run_on_change,
        reason::run_always, reason::interrupted,          reason::removed,       reason::pruned,
        reason::replaced};
    change change;
    change.what = read_action(from);
    change.sync = from.required_text("sync");
    change.label = from.text("label");
    change.sync_id = from.id("sync_id");
    change.why = word_among(from, "reason", reasons);
    if (const std::string file = from.text("file"); !file.empty()) {
        change.source.file = files.index_of(file);
        change.source.line = static_cast<std::uint32_t>(from.integer("line").value_or(0));
        change.source.column = static_cast<std::uint32_t>(from.integer("column").value_or(0));
        change.source.length = 1;
    }
    read_texts(from, "depends_on", change.depends_on);
    if (from.look("followers") == json::presence::present) {
        from.required_each("followers",
                           [&](const json::reader& row) { change.followers.push_back(read_sync(row)); });
    }
    from.required_each("fields", [&](const json::reader& row) {
        diff::field_change& field = change.fields.emplace_back();
        field.path = diff::path_from(row.required_text("path"));
        field.before = read_value(row, "before", field.path);
        field.after = read_value(row, "after", field.path);
        change.moved_fields.push_back(read_side(row));
    });
    change.moved = read_side(from);
    read_texts(from, "edits", change.edits);
    change.note = from.text("note");
    if (from.look("newest_run") == json::presence::present) {
        const json::reader newest = from.object("newest_run");
        run_counts& counts = change.counts.emplace();
        counts.source_records = newest.integer("source_records").value_or(0);
        counts.failed = newest.integer("failed");
        counts.invalid = newest.integer("invalid");
        counts.completed_at = newest.text("completed_at");
    }
    change.context.case_sensitive_fields = from.flag("case_sensitive_fields", true);
    change.live_fingerprint = from.text("live_fingerprint");
    const json::reader desired = from.object("desired");
    change.desired = decode_spec(desired);
    return change;
}

/// What was decided about differences that only the workspace has made; an earlier version decided nothing.
void read_drift(const json::reader& root, file_names& files, plan& whole) {
    if (root.look("base") == json::presence::present) {
        const json::reader base = root.object("base");
        whole.base.name = base.required_text("name");
        whole.base.applied = base.flag("applied");
        whole.base.asked = base.flag("asked");
    }
    whole.drift = manifest::drift_choice_of(root.text("drift"));
    if (root.look("kept") == json::presence::present) {
        root.required_each("kept",
                           [&](const json::reader& row) { whole.kept.push_back(read_change(row, files)); });
    }
    if (root.look("left_out") == json::presence::present) {
        read_texts(root, "left_out", whole.left_out);
    }
}

/// Takes the digest off and checks it.
void check_digest(std::string_view text) {
    const std::size_t at = text.rfind(digest_key);
    const std::string_view end = "\"}\n";
    if (at == std::string_view::npos || !text.ends_with(end)) {
        throw saved_plan_error(kind::altered,
                               "the plan was altered or cut off: it does not end with its digest");
    }
    const std::string_view digest =
        text.substr(at + digest_key.size(), text.size() - at - digest_key.size() - end.size());
    if (digest != text::sha256(text.substr(0, at))) {
        throw saved_plan_error(kind::altered,
                               "the plan was altered after it was saved: its digest does not fit");
    }
}

void check_format(const json::reader& root) {
    if (!root.value().is_object() || root.text("format") != format_name) {
        throw saved_plan_error(kind::unreadable, "this is not a plan that `censusctl plan --out` saved");
    }
    const std::string version = root.text("format_version");
    if (version.rfind(readable_major, 0) != 0) {
        const bool harmless =
            version.size() < 16 && version.find_first_not_of("0123456789.") == std::string::npos;
        throw saved_plan_error(kind::unreadable, "the plan has format version " +
                                                     (harmless ? version : std::string("unknown")) +
                                                     ", and this censusctl reads 1.x");
    }
}

}  // namespace

std::string encode_plan(const plan& whole, const diagnostics::source_map& sources) {
    json::writer to;
    to.begin_object();
    to.key("format").value(format_name);
    to.key("format_version").value(format_version);
    to.key("tool_version").value(text::version());
    to.key("plan_id").value(whole.id);
    to.key("workspace");
    encode_workspace(to, whole.workspace);
    to.key("changes").begin_array();
    for (const change& change : whole.changes) {
        write_change(to, change, sources);
    }
    to.end_array();
    write_texts(to, "unchanged", whole.unchanged);
    to.key("declared").begin_array();
    for (const declared_identity& sync : whole.declared) {
        to.begin_object();
        to.member("sync", sync.key).member("label", sync.label);
        if (sync.id) {
            to.member("sync_id", *sync.id);
        }
        if (sync.spec) {
            to.key("spec");
            encode_spec(to, *sync.spec);
        }
        to.end_object();
    }
    to.end_array();
    if (whole.selected) {
        to.key("selection").begin_object();
        write_texts(to, "asked", whole.selected->asked);
        to.member("selected", whole.selected->selected).member("declared", whole.selected->declared);
        to.end_object();
    }
    if (!whole.base.name.empty()) {
        to.key("base").begin_object();
        to.member("name", whole.base.name).member("applied", whole.base.applied);
        to.member("asked", whole.base.asked);
        to.end_object();
    }
    to.member("drift", manifest::to_string(whole.drift));
    to.key("kept").begin_array();
    for (const change& change : whole.kept) {
        write_change(to, change, sources);
    }
    to.end_array();
    write_texts(to, "left_out", whole.left_out);
    to.key("limits").begin_object();
    for (const manifest::named_limit& each : manifest::all_limits) {
        write_limit(to, each.key, whole.limits.*each.limit);
    }
    to.end_object();
    write_syncs(to, "unmanaged", whole.unmanaged);
    to.end_object();
    std::string text = to.take();
    text.pop_back();
    const std::string digest = text::sha256(text);
    text.append(digest_key).append(digest).append("\"}\n");
    return text;
}

plan decode_plan(std::string_view text, diagnostics::source_map& sources) {
    json::document document;
    if (!document.parse(text)) {
        throw saved_plan_error(kind::unreadable,
                               "this is not a plan that `censusctl plan --out` saved: " + document.problem());
    }
    json::decode_problem problem;
    const json::reader root(document.root(), problem);
    check_format(root);
    check_digest(text);
    plan whole;
    whole.id = root.required_text("plan_id");
    const json::reader workspace = root.object("workspace");
    whole.workspace = decode_workspace(workspace);
    file_names files(sources);
    root.required_each("changes",
                       [&](const json::reader& row) { whole.changes.push_back(read_change(row, files)); });
    read_texts(root, "unchanged", whole.unchanged);
    // An earlier version did not save what is declared.
    if (root.look("declared") == json::presence::present) {
        root.required_each("declared", [&](const json::reader& row) {
            declared_identity& sync = whole.declared.emplace_back();
            sync.key = row.required_text("sync");
            sync.label = row.text("label");
            sync.id = row.id("sync_id");
            if (row.look("spec") == json::presence::present) {
                const json::reader spec = row.object("spec");
                sync.spec = decode_spec(spec);
            }
        });
    }
    if (root.look("selection") == json::presence::present) {
        const json::reader selection = root.object("selection");
        manifest::selection_note& note = whole.selected.emplace();
        read_texts(selection, "asked", note.asked);
        note.selected =
            static_cast<std::size_t>(std::max<std::int64_t>(0, selection.integer("selected").value_or(0)));
        note.declared =
            static_cast<std::size_t>(std::max<std::int64_t>(0, selection.integer("declared").value_or(0)));
    }
    read_drift(root, files, whole);
    // Plans of 1.0 had no limits in them.
    if (root.look("limits") == json::presence::present) {
        const json::reader limits = root.object("limits");
        for (const manifest::named_limit& each : manifest::all_limits) {
            // Plans that an earlier version saved state three of them: what is not stated there stays
            // standard.
            if (limits.look(each.key) == json::presence::present) {
                whole.limits.*each.limit = read_limit(limits, each.key);
            }
        }
    }
    root.required_each("unmanaged",
                       [&](const json::reader& row) { whole.unmanaged.push_back(read_sync(row)); });
    if (problem.found()) {
        throw saved_plan_error(kind::unreadable,
                               "the plan cannot be read: " + problem.where + " " + problem.what);
    }
    if (content_id(whole) != whole.id) {
        throw saved_plan_error(kind::altered, "the plan was altered after it was saved: its id does not fit");
    }
    return whole;
}

}  // namespace censusctl::plan
