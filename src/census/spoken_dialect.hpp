#pragma once
#include <string_view>

#include "census/dialect.hpp"
#include "json/reader.hpp"

namespace censusctl::census {

/// Which generation a server speaks: as the caller says, or as the first replies show that tell them apart
/// (census-api-today 9.1), which costs no request of its own. A reply that shows another than is spoken is a
/// problem of that reply: nothing is read, and so nothing written, in the words of the wrong one.
class spoken_dialect {
public:
    /// Null: to be found out. `base_path` is that of the base URL: one that ends in /api/v2 is V2's, and one
    /// that ends in /api/v1 never is.
    spoken_dialect(const dialect* wanted, std::string_view base_path) noexcept;
    explicit spoken_dialect(const dialect* wanted) noexcept : known_(wanted) {}

    /// Absent: no reply has told yet.
    [[nodiscard]] bool known() const noexcept { return known_ != nullptr; }
    /// Whether the first list of sources must be seen before anything else that a generation words in its own
    /// way is asked for: the server may speak V2, which nothing else tells apart from V1.
    [[nodiscard]] bool awaits_sources() const noexcept { return awaits_sources_; }
    /// The one that is spoken; the oldest, whose requests all understand, until it is known.
    [[nodiscard]] const dialect& get() const noexcept;

    /// Looks at the envelope of a list: V1 and later say how many pages there are.
    void see_list(const json::reader& envelope);
    /// Looks at a list of sources: those of V2 are in groups.
    void see_sources(const json::reader& rows);
    /// Looks at a sync: what it reads stands under another key in each.
    void see_sync(const json::reader& sync);
    /// Looks at the rows of a list of syncs.
    void see_syncs(const json::reader& rows);
    /// Whether a sync that cannot be read is still one of this generation, rather than a sign of another: it,
    /// or any that was seen, has its ends where this generation has them.
    [[nodiscard]] bool may_be_odd(const json::reader& sync) const;

private:
    const dialect* known_;
    bool may_be_v2_{false};
    bool awaits_sources_{false};
    bool has_seen_ends_{false};
};

}  // namespace censusctl::census
