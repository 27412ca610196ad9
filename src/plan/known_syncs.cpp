#include "plan/known_syncs.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace censusctl::plan {
namespace {

/// Whether the sync is as its file says once this is done.
bool brings_it_about(action what) {
    switch (what) {
        case action::create:
        case action::update:
        case action::replace:
            return true;
        case action::remove:
        case action::trigger:
        case action::blocked:
            break;
    }
    return false;
}

}  // namespace

std::vector<declared_identity> identities_of(const std::vector<validation::resolved_sync>& declared,
                                             const std::vector<model::live_sync>& live, const matches& found,
                                             bool with_specs) {
    std::vector<declared_identity> identities;
    identities.reserve(declared.size());
    for (std::size_t at = 0; at < declared.size(); ++at) {
        const manifest::declared_sync& sync = *declared[at].declared;
        declared_identity& identity = identities.emplace_back();
        identity.key = sync.key.value;
        identity.label = sync.spec.label;
        if (with_specs) {
            identity.spec = declared[at].spec;
        }
        if (found.declared[at].live != no_match) {
            identity.id = live[found.declared[at].live].id;
        }
    }
    return identities;
}

std::vector<declared_identity> known_after(std::vector<declared_identity> declared, const plan& made,
                                           const known_syncs* before) {
    std::unordered_set<std::string_view> settled(made.unchanged.begin(), made.unchanged.end());
    for (const change& kept : made.kept) {
        settled.insert(kept.sync);
    }
    for (const change& planned : made.changes) {
        if (brings_it_about(planned.what)) {
            settled.insert(planned.sync);
        } else if (planned.what == action::blocked) {
            settled.erase(planned.sync);  // part of it may be kept
        }
    }
    std::unordered_map<std::string_view, const declared_identity*> known;
    if (before != nullptr) {
        for (const declared_identity& sync : before->syncs) {
            known.emplace(sync.key, &sync);
        }
    }
    for (declared_identity& sync : declared) {
        if (settled.contains(sync.key)) {
            continue;
        }
        const auto earlier = known.find(sync.key);
        sync.spec = earlier == known.end() ? std::nullopt : earlier->second->spec;
    }
    return declared;
}

void keep_known(std::vector<declared_identity>& known, const known_syncs& before, bool trusted) {
    std::unordered_set<std::string> there;
    for (const declared_identity& sync : known) {
        there.insert(sync.key);
    }
    for (const declared_identity& sync : before.syncs) {
        if (there.contains(sync.key)) {
            continue;
        }
        declared_identity& kept = known.emplace_back(sync);
        if (!trusted) {
            kept.spec.reset();
        }
    }
}

}  // namespace censusctl::plan
