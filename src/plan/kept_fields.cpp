#include "plan/kept_fields.hpp"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "diff/take_over.hpp"
#include "model/attributes.hpp"

namespace censusctl::plan {
namespace {

using diff::attribute_path;
using diff::field_change;

/// Whether two fields stand in the same mapping, or in the same structure of the file.
bool belong_together(const attribute_path& left, const attribute_path& right) {
    if (model::is_of_mapping(left.id) || model::is_of_mapping(right.id)) {
        return model::is_of_mapping(left.id) && model::is_of_mapping(right.id) && left.part == right.part;
    }
    return model::group_of(left.id) == model::group_of(right.id);
}

/// What is to be kept of one update, while it is found out what can be.
class keeper {
public:
    keeper(const model::sync_spec& desired, const model::sync_spec& live,
           const std::vector<field_change>& fields, const std::vector<moved_side>& moved,
           const diff::comparison_context& context)
        : desired_(desired), live_(live), fields_(fields), moved_(moved), context_(context) {
        for (std::size_t at = 0; at < fields.size(); ++at) {
            kept_.push_back(at < moved.size() && was_so_before(moved[at]) ? 1 : 0);
        }
    }

    kept_fields run() && {
        give_up_what_is_no_edit();
        // Each turn but the last gives up at least one field.
        for (std::size_t turn = 0; turn <= fields_.size(); ++turn) {
            merge();
            if (!give_up_entangled()) {
                break;
            }
        }
        kept_fields result;
        for (std::size_t at = 0; at < fields_.size(); ++at) {
            if (kept_[at] != 0) {
                result.kept.push_back(fields_[at]);
            }
        }
        for (const field_change& change : rest_) {
            result.moved.push_back(side_of_rest(change.path));
        }
        result.rest = std::move(rest_);
        result.desired = std::move(merged_);
        return result;
    }

private:
    [[nodiscard]] std::size_t index_of(const attribute_path& path) const {
        const auto found = std::ranges::find(fields_, path, &field_change::path);
        return static_cast<std::size_t>(found - fields_.begin());
    }

    [[nodiscard]] bool is_to_change(const attribute_path& path) const {
        const std::size_t at = index_of(path);
        return at < fields_.size() && kept_[at] == 0;
    }

    [[nodiscard]] bool is_of_schedule(std::size_t at) const {
        return model::group_of(fields_[at].path.id) == model::attribute::schedule;
    }

    /// A part that a schedule of the workspace has not, since its frequency has none, is no edit of it: under
    /// a frequency of the files it would become whatever the server makes of nothing.
    void give_up_what_is_no_edit() {
        bool changes = false;
        for (std::size_t at = 0; at < fields_.size(); ++at) {
            changes = changes || (kept_[at] == 0 && is_of_schedule(at));
        }
        for (std::size_t at = 0; changes && at < fields_.size(); ++at) {
            if (is_of_schedule(at) && std::holds_alternative<std::nullptr_t>(fields_[at].before)) {
                kept_[at] = 0;
            }
        }
    }

    /// Takes over what is kept, and what comes to count only with it: the hour of another frequency.
    void merge() {
        merged_ = desired_;
        for (std::size_t at = 0; at < fields_.size(); ++at) {
            if (kept_[at] != 0) {
                diff::take_over(merged_, live_, fields_[at].path, context_);
            }
        }
        constexpr int most_rounds = 4;
        for (int round = 0; round < most_rounds; ++round) {
            rest_ = diff::compare(merged_, live_, context_);
            bool more = false;
            for (const field_change& change : rest_) {
                if (!is_to_change(change.path)) {
                    diff::take_over(merged_, live_, change.path, context_);
                    more = true;
                }
            }
            if (!more) {
                return;
            }
        }
    }

    /// Whether a field had to be given up since others would not change as they should.
    bool give_up_entangled() {
        std::vector<attribute_path> wrong;
        for (std::size_t at = 0; at < fields_.size(); ++at) {
            if (kept_[at] == 0 &&
                std::ranges::find(rest_, fields_[at].path, &field_change::path) == rest_.end()) {
                wrong.push_back(fields_[at].path);
            }
        }
        for (const field_change& change : rest_) {
            if (!is_to_change(change.path)) {
                wrong.push_back(change.path);
            }
        }
        bool any = false;
        for (const attribute_path& path : wrong) {
            for (std::size_t at = 0; at < fields_.size(); ++at) {
                if (kept_[at] != 0 && belong_together(fields_[at].path, path)) {
                    kept_[at] = 0;
                    any = true;
                }
            }
        }
        if (!wrong.empty() && !any) {  // nothing near is to blame: nothing is kept
            any = std::ranges::find(kept_, 1) != kept_.end();
            std::ranges::fill(kept_, 0);
        }
        return any;
    }

    /// What was given up is overwritten by the files, too.
    [[nodiscard]] moved_side side_of_rest(const attribute_path& path) const {
        const std::size_t at = index_of(path);
        if (at >= moved_.size()) {
            return moved_side::files;
        }
        return was_so_before(moved_[at]) ? moved_side::both : moved_[at];
    }

    const model::sync_spec& desired_;
    const model::sync_spec& live_;
    const std::vector<field_change>& fields_;
    const std::vector<moved_side>& moved_;
    const diff::comparison_context& context_;
    std::vector<char> kept_;
    model::sync_spec merged_;
    std::vector<field_change> rest_;
};

}  // namespace

kept_fields keep_of_workspace(const model::sync_spec& desired, const model::sync_spec& live,
                              const std::vector<field_change>& fields, const std::vector<moved_side>& moved,
                              const diff::comparison_context& context) {
    return keeper(desired, live, fields, moved, context).run();
}

}  // namespace censusctl::plan
