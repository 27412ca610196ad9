#include "manifest/selection.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "manifest/reading_problems.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {

std::string kept_to_others(std::string_view key) {
    return "the sync " + in_quotes(key) + " is not of this environment: its `only` keeps it to others";
}

namespace {

using diagnostics::code;
using diagnostics::diagnostic;

template <class Value>
bool holds(const std::vector<Value>& sorted, const Value& value) {
    return std::ranges::binary_search(sorted, value);
}

template <class Value>
void sort(std::vector<Value>& values) {
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

bool names(const std::string& word, const model::connection_name& connection) {
    return connection.id ? std::to_string(*connection.id) == word : connection.name == word;
}

/// One of the kinds of what can be asked for.
struct kind {
    const char* flag;
    const char* lacks;  ///< "no sync has the destination"
    const std::vector<std::string>& asked;
    std::function<bool(const declared_sync&, const std::string&)> fits;
    std::function<std::string(const declared_sync&)> name_of;
};

/// The selection in the making.
class selecting {
public:
    selecting(const declarations& declared, const selection_request& request,
              diagnostics::collector& problems)
        : declared_{declared}, request_{request}, problems_{problems} {
        made_.syncs.assign(declared.syncs.size(), 1);
        made_.removed.assign(declared.removed.size(), 1);
        made_.broken = declared.broken;
        sort(made_.broken);
    }

    selection run() && {
        const std::size_t before = problems_.all().size();
        const bool were_problems = problems_.has_errors();
        if (!request_.words.empty()) {
            take_words();
        }
        const std::vector<kind> kinds{
            {"--label", "no sync has a label like", request_.labels,
             [](const declared_sync& sync, const std::string& pattern) {
                 return fits_pattern(pattern, sync.spec.label);
             },
             [](const declared_sync& sync) {
                 return sync.spec.label;
             }},
            {"--destination", "no sync writes to the destination", request_.destinations,
             [this](const declared_sync& sync, const std::string& word) {
                 return is_named(word, sync.destination.connection.value);
             },
             [](const declared_sync& sync) {
                 return sync.destination.connection.value.name;
             }},
            {"--source", "no sync reads the source", request_.sources,
             [this](const declared_sync& sync, const std::string& word) {
                 return is_named(word, sync.source.connection.value);
             },
             [](const declared_sync& sync) {
                 return sync.source.connection.value.name;
             }}};
        for (const kind& each : kinds) {
            take_kind(each);
        }
        take_labels_of_removals();
        finish();
        const bool silent = problems_.all().size() == before && !were_problems;
        if (made_.note.selected == 0 && silent && std::ranges::count(made_.removed, 1) == 0) {
            std::string all;
            for (const std::string& one : made_.note.asked) {
                all += (all.empty() ? "" : ", ") + in_quotes(one);
            }
            problems_.report(code::manifest_empty, {}, "no sync is all that was asked for: " + all);
        }
        return std::move(made_);
    }

private:
    /// By the name that the files give it, or by the one that this means in the environment.
    [[nodiscard]] bool is_named(const std::string& word, const model::connection_name& connection) const {
        return names(word, connection) ||
               std::ranges::any_of(declared_.config.renames, [&](const renamed_connection& each) {
                   return each.name.value == word && each.means.value == connection;
               });
    }

    void take_words() {
        std::vector<char> syncs(declared_.syncs.size(), 0);
        std::vector<char> removed(declared_.removed.size(), 0);
        std::vector<std::string_view> keys;
        for (const declared_sync& sync : declared_.syncs) {
            keys.emplace_back(sync.key.value);
        }
        for (const named_files& word : declared_.named) {
            made_.note.asked.push_back(word.word);
            made_.named.insert(made_.named.end(), word.files.begin(), word.files.end());
            bool any = word.unread || word.project_file;
            const auto in_file = [&](std::uint32_t file) {
                return word.project_file || std::ranges::find(word.files, file) != word.files.end();
            };
            for (std::size_t at = 0; at < syncs.size(); ++at) {
                const declared_sync& sync = declared_.syncs[at];
                if (sync.key.value == word.word || in_file(sync.key.where.file)) {
                    any = true;
                    syncs[at] = 1;
                }
            }
            for (std::size_t at = 0; at < removed.size(); ++at) {
                if (in_file(declared_.removed[at].where.file)) {
                    any = true;
                    removed[at] = 1;
                }
            }
            if (!any) {
                report_word(word, keys);
            }
        }
        sort(made_.named);
        made_.syncs = std::move(syncs);
        made_.removed = std::move(removed);
    }

    void report_word(const named_files& word, const std::vector<std::string_view>& keys) {
        const auto excluded =
            std::ranges::find(declared_.excluded, word.word, &diagnostics::located<std::string>::value);
        if (excluded != declared_.excluded.end()) {
            problems_.report(code::manifest_empty, {}, kept_to_others(word.word))
                .notes.push_back({excluded->where, "it is declared here"});
            return;
        }
        if (!word.nothing.empty()) {
            diagnostic& problem = problems_.report(code::manifest_empty, {}, word.nothing);
            if (std::string hint = text::did_you_mean(word.word, keys); !hint.empty()) {
                problem.hints.push_back(std::move(hint));
            }
            return;
        }
        // What is wrong in it has been said, and is why.
        const bool faulty = std::ranges::any_of(problems_.all(), [&](const diagnostic& problem) {
            return problem.where.known() &&
                   std::ranges::find(word.files, problem.where.file) != word.files.end();
        });
        if (!faulty) {
            problems_.report(code::manifest_empty, {}, "no sync is declared in " + in_quotes(word.word))
                .hints.emplace_back("declare one under 'syncs'");
        }
    }

    void take_kind(const kind& each) {
        if (each.asked.empty()) {
            return;
        }
        std::vector<char> fitting(declared_.syncs.size(), 0);
        for (const std::string& word : each.asked) {
            made_.note.asked.push_back(std::string(each.flag) + " " + word);
            bool any = &each.asked == &request_.labels && is_removed(word);
            for (std::size_t at = 0; at < fitting.size(); ++at) {
                if (each.fits(declared_.syncs[at], word)) {
                    fitting[at] = 1;
                    any = true;
                }
            }
            if (!any && !declared_.syncs.empty()) {
                report_unfit(each, word);
            }
        }
        for (std::size_t at = 0; at < fitting.size(); ++at) {
            made_.syncs[at] = static_cast<char>(made_.syncs[at] & fitting[at]);
        }
    }

    [[nodiscard]] bool is_removed(const std::string& pattern) const {
        return std::ranges::any_of(declared_.removed, [&](const declared_removal& entry) {
            return fits_pattern(pattern, entry.label.value);
        });
    }

    void report_unfit(const kind& each, const std::string& word) {
        std::vector<std::string> names;
        for (const declared_sync& sync : declared_.syncs) {
            if (std::string name = each.name_of(sync); !name.empty()) {
                names.push_back(std::move(name));
            }
        }
        sort(names);
        diagnostic& problem =
            problems_.report(code::manifest_empty, {}, std::string(each.lacks) + " " + in_quotes(word));
        const std::vector<std::string_view> candidates(names.begin(), names.end());
        if (std::string hint = text::did_you_mean(word, candidates); !hint.empty()) {
            problem.hints.push_back(std::move(hint));
        }
    }

    /// An entry of `removed` has a label, and says of no connection.
    void take_labels_of_removals() {
        const bool connections = !request_.destinations.empty() || !request_.sources.empty();
        for (std::size_t at = 0; at < made_.removed.size(); ++at) {
            const std::string& label = declared_.removed[at].label.value;
            const bool fits =
                request_.labels.empty() || std::ranges::any_of(request_.labels, [&](const auto& pattern) {
                    return fits_pattern(pattern, label);
                });
            if (connections || !fits) {
                made_.removed[at] = 0;
            }
        }
    }

    void finish() {
        std::vector<std::uint32_t> selected;
        for (std::size_t at = 0; at < made_.removed.size(); ++at) {
            const std::uint32_t file = declared_.removed[at].where.file;
            (made_.removed[at] != 0 ? selected : made_.others).push_back(file);
        }
        for (std::size_t at = 0; at < made_.syncs.size(); ++at) {
            const declared_sync& sync = declared_.syncs[at];
            if (made_.syncs[at] == 0) {
                made_.others.push_back(sync.key.where.file);
                made_.left_out.push_back(sync.key.value);
                continue;
            }
            ++made_.note.selected;
            selected.push_back(sync.key.where.file);
            made_.keys.push_back(sync.key.value);
            made_.places.push_back(sync.key.where);
            if (const span label = sync.at[model::attribute::label]; label.known()) {
                made_.places.push_back(label);
            }
            if (sync.id) {
                made_.places.push_back(sync.id->where);
            }
        }
        made_.note.declared = declared_.syncs.size();
        sort(selected);
        sort(made_.others);
        sort(made_.keys);
        sort(made_.left_out);
        for (const shared_problem& one : declared_.shared) {
            if (holds(made_.keys, one.sync)) {
                made_.shared.push_back(one.where);
            }
        }
        std::erase_if(made_.others,
                      [&](std::uint32_t file) { return holds(selected, file) || holds(made_.named, file); });
    }

    const declarations& declared_;
    const selection_request& request_;
    diagnostics::collector& problems_;
    selection made_;
};

/// What may be wrong elsewhere and leaves unknown which sync is which, or what waits for what.
bool is_of_references(code id) {
    return id == code::sync_duplicate || id == code::label_duplicate || id == code::after_cycle ||
           id == code::trigger_cycle;
}

}  // namespace

std::optional<selection> select(const declarations& declared, const selection_request& request,
                                diagnostics::collector& problems) {
    if (request.empty()) {
        return std::nullopt;
    }
    return selecting(declared, request, problems).run();
}

bool concerns(const selection& selected, const diagnostic& problem, elsewhere told) {
    if (problem.where.known() && holds(selected.broken, problem.where.file)) {
        return true;
    }
    if (problem.sync.empty()) {
        // Of whichever sync it was first said, it is about the workspace.
        return !problem.where.known() || problem.id == code::listing_empty ||
               !holds(selected.others, problem.where.file);
    }
    if (holds(selected.keys, problem.sync) || std::ranges::any_of(selected.shared, [&](const span& shared) {
            return shared.file == problem.where.file && shared.line == problem.where.line;
        })) {
        return true;
    }
    const bool in_named = problem.where.known() && holds(selected.named, problem.where.file);
    // Only the first of a key is a sync of the project, and what cannot be read at all is none.
    if (in_named && (problem.id == code::sync_duplicate || !holds(selected.left_out, problem.sync))) {
        return true;
    }
    if (told == elsewhere::references && is_of_references(problem.id)) {
        return true;
    }
    return std::ranges::any_of(problem.notes, [&](const diagnostics::related_note& note) {
        return std::ranges::find(selected.places, note.where) != selected.places.end();
    });
}

void keep_selected(const selection& selected, elsewhere told, diagnostics::collector& problems) {
    diagnostics::collector kept;
    for (const diagnostic& problem : problems.all()) {
        if (concerns(selected, problem, told)) {
            kept.add(problem);
        }
    }
    problems = std::move(kept);
}

}  // namespace censusctl::manifest
