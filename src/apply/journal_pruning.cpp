#include "apply/journal_pruning.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <system_error>
#include <vector>

#include "apply/interrupted_apply.hpp"
#include "manifest/file_text.hpp"

namespace censusctl::apply {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t newest_kept = 20;
constexpr std::size_t most_kept = 60;

/// What of a journal says whether it is needed.
struct past_apply {
    plan::workspace_identity workspace;
    bool good{false};    ///< by what it declared a later plan tells differences apart
    bool writes{false};  ///< it was to change syncs, which are not known by that any more where it went badly
};

/// Absent for what tells nothing of what was declared: a trigger, a journal that cannot be read.
std::optional<past_apply> read_apply(const fs::path& path) {
    const manifest::file_text text = manifest::read_file(path);
    try {
        auto journal = text.bytes ? read_journal(*text.bytes) : std::nullopt;
        if (!journal || journal->command != "apply" || journal->plan.declared.empty()) {
            return std::nullopt;
        }
        const bool writes = std::ranges::any_of(journal->plan.changes, [](const plan::change& planned) {
            return plan::is_write(planned.what) && planned.what != plan::action::trigger;
        });
        const bool good = went_well(*journal);
        return past_apply{std::move(journal->plan.workspace), good, writes};
    } catch (const damaged_journal&) {
        return std::nullopt;
    }
}

/// The closed journals of a folder, newest first, each read when it is asked for: with ten thousand syncs one
/// has megabytes.
class closed_journals {
public:
    explicit closed_journals(const fs::path& folder) {
        std::error_code failed;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
            if (entry.path().extension() == ".closed") {
                paths_.push_back(entry.path());
            }
        }
        std::sort(paths_.begin(), paths_.end(), std::greater<>());
        read_.resize(paths_.size());
        applies_.resize(paths_.size());
    }

    [[nodiscard]] std::size_t size() const noexcept { return paths_.size(); }
    [[nodiscard]] const fs::path& path(std::size_t at) const { return paths_[at]; }

    /// Whether a later plan may be judged by it: no later apply to its workspace went well.
    [[nodiscard]] bool is_needed(std::size_t at) {
        const std::optional<past_apply>& here = apply_at(at);
        if (!here || !(here->good || here->writes)) {
            return false;
        }
        for (std::size_t later = 0; later < at; ++later) {
            const std::optional<past_apply>& other = apply_at(later);
            if (other && other->good &&
                plan::likeness_of(other->workspace, here->workspace) != plan::likeness::other) {
                return false;
            }
        }
        return true;
    }

private:
    const std::optional<past_apply>& apply_at(std::size_t at) {
        if (read_[at] == 0) {
            read_[at] = 1;
            applies_[at] = read_apply(paths_[at]);
        }
        return applies_[at];
    }

    std::vector<fs::path> paths_;
    std::vector<char> read_;
    std::vector<std::optional<past_apply>> applies_;
};

}  // namespace

void prune_journals(const fs::path& folder) {
    closed_journals closed(folder);
    for (std::size_t at = newest_kept; at < closed.size(); ++at) {
        if (at >= most_kept || !closed.is_needed(at)) {
            std::error_code failed;
            fs::remove(closed.path(at), failed);
        }
    }
}

}  // namespace censusctl::apply
