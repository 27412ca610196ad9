#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "diagnostics/source_map.hpp"
#include "plan/plan.hpp"

/// A plan as a file: made by `plan --out`, done by `apply --plan`, and the head of a journal.
namespace censusctl::plan {

/// Why a saved plan cannot be used.
class saved_plan_error : public std::runtime_error {
public:
    enum class kind {
        unreadable,  ///< not such a file, or of a format that this version does not know
        altered,     ///< it was changed after it was written
        beyond       ///< it holds an action that this version does not know
    };
    saved_plan_error(kind why, const std::string& text) : std::runtime_error(text), why_(why) {}
    [[nodiscard]] kind why() const noexcept { return why_; }

private:
    kind why_;
};

/// The plan in one line of JSON with a line end; all that an apply needs, and a digest over it. It holds no
/// diagnostics, and no secret: a plan has none.
[[nodiscard]] std::string encode_plan(const plan& whole, const diagnostics::source_map& sources);

/// The plan that `encode_plan` wrote; the files that it names are added to `sources`, without their texts.
/// Throws saved_plan_error, with a text for people that quotes nothing of the file but its version and the
/// word of an action; raw.
[[nodiscard]] plan decode_plan(std::string_view text, diagnostics::source_map& sources);

}  // namespace censusctl::plan
