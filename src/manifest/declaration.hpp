#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "diagnostics/span.hpp"
#include "manifest/policy.hpp"
#include "manifest/reading_problems.hpp"
#include "model/attribute.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

/// What the files say, every leaf with its place: names not yet resolved, defaults already merged in. Values
/// are structurally valid (closed lists checked, ranges not); what only metadata can tell is left to
/// `validation`.
namespace censusctl::manifest {

using diagnostics::located;
using diagnostics::span;

/// Where the attributes of a sync, or of a mapping, are stated: the place of each value. Few of them are, so
/// only those are kept.
class places {
public:
    /// No known place where it is not stated.
    [[nodiscard]] span operator[](model::attribute id) const noexcept {
        for (const auto& [stated, where] : stated_) {
            if (stated == id) {
                return where;
            }
        }
        return {};
    }
    void set(model::attribute id, span where) { stated_.emplace_back(id, where); }
    /// Something was said of it already: its value could not be read, its key is misspelt, or it is missing.
    /// Nothing else is to be said of its absence.
    void set_reported(model::attribute id) { reported_.push_back(id); }
    [[nodiscard]] bool reported(model::attribute id) const noexcept {
        return std::find(reported_.begin(), reported_.end(), id) != reported_.end();
    }
    [[nodiscard]] auto begin() const noexcept { return stated_.begin(); }
    [[nodiscard]] auto end() const noexcept { return stated_.end(); }
    [[nodiscard]] bool stated(model::attribute id) const noexcept { return (*this)[id].known(); }

private:
    std::vector<std::pair<model::attribute, span>> stated_;
    std::vector<model::attribute> reported_;
};

/// `source:` of a sync. `where` is the whole mapping's first token, that of `object` the model's, table's or
/// id's.
struct declared_source {
    located<model::connection_name> connection;
    span renamed{};  ///< where the environment says what the connection's name means; unknown: it does not
    located<model::object_name> object;
    span where;
};

/// What `destination:` of a sync leaves to be looked up.
struct declared_destination {
    located<model::connection_name> connection;
    span renamed{};
    span where;
};

/// One entry of `mappings:`. What is not stated has its default, and no place.
struct declared_mapping {
    model::mapping spec;  ///< its `from` is never opaque
    places at;
    span where;
};

/// One sync of the files.
struct declared_sync {
    located<std::string> key;
    /// All that needs no look-up. Its source, the connection of its destination and its mappings are empty:
    /// they stand below. The label is the key where none is stated, then without a place.
    model::sync_spec spec;
    places at;
    declared_source source;
    declared_destination destination;
    std::vector<declared_mapping> mappings;
    located<std::string> run{"never", {}};
    std::vector<located<std::string>> after;
    std::optional<located<std::int64_t>> id;
    std::vector<located<std::string>> formerly;
    std::vector<located<std::int64_t>> distinct_from{};  ///< live syncs that it is not
    bool protect{false};                                 ///< never to be deleted nor replaced
};

/// One entry of `removed:`: a sync that must not exist any more. It has a label or an id, or both.
struct declared_removal {
    located<std::string> label;  ///< empty: not stated
    std::optional<located<std::int64_t>> id;
    std::string reason;  ///< the user's words; empty: none
    span where;          ///< the entry
};

/// Names of variables.
using variable_names = std::set<std::string, std::less<>>;

/// What a connection that the files name is called in an environment.
struct renamed_connection {
    located<std::string> name;  ///< in the files
    located<model::connection_name> means;
};

/// What a caller decides about how a project is read.
struct project_choice {
    std::string environment;  ///< empty: `default_environment`, if there is one
    std::map<std::string, std::string, std::less<>> variables{};  ///< these beat what the files say
};

/// censusctl.yaml, as it is for the environment that was picked. Empty strings: not stated.
struct project_config {
    located<std::string> base_url;
    located<std::string> region;                          ///< "us" or "eu", in place of a base URL
    located<std::string> workspace_name;                  ///< what the token's workspace must be called
    std::optional<located<std::int64_t>> workspace_id{};  ///< and which it must be
    located<std::string> token_env;
    located<std::string> api;
    located<std::string> group_id;
    bool read_only{false};
    std::vector<located<std::string>> environments{};  ///< all of them, in the order of the file
    std::string environment{};                         ///< the one that was picked; empty: none
    std::map<std::string, located<std::string>, std::less<>> variables{};  ///< no place: the caller's
    std::vector<std::string> stated_variables{};  ///< names of those that the file states anywhere
    std::vector<renamed_connection> renames{};
    std::vector<located<std::string>> manifests;
    manifest::policy policy;
    /// Something in the file is wrong, so that what is read here may lack what it says: nothing may be
    /// decided by it.
    bool faulty{false};
};

/// A word that a caller gave beside the manifests of the project, and the files that it led to.
struct named_files {
    std::string word;
    std::vector<std::uint32_t> files;  ///< their indices in the source map
    bool project_file{false};          ///< censusctl.yaml itself is among them
    bool unread{false};                ///< something of it could not be read, which has been reported
    std::string nothing;               ///< why no file was found, as a message; empty: some was
};

/// All that all files say, in order of file (sorted by path) and place.
struct declarations {
    project_config config;
    std::vector<declared_sync> syncs;
    std::vector<declared_removal> removed;
    std::vector<named_files> named{};     ///< one for each word of the caller, in their order
    std::vector<std::uint32_t> broken{};  ///< files of which it is not known which syncs they declare
    std::vector<shared_problem> shared{};
    std::vector<located<std::string>> excluded{};  ///< keys of syncs that `only` keeps to other environments
    variable_names used_variables{};
};

/// What these syncs refer to, each thing once, in order of first use. `selected`, by index, says which count;
/// empty: all do.
[[nodiscard]] model::references references_of(const std::vector<declared_sync>& syncs,
                                              const std::vector<char>& selected = {});

}  // namespace censusctl::manifest
