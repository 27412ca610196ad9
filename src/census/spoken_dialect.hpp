#pragma once
#include "census/dialect.hpp"
#include "json/reader.hpp"

namespace censusctl::census {

/// Which generation a server speaks: as the caller says, or as the first reply shows that tells them apart
/// (census-api-today 9.1), which costs no request of its own. A reply that shows another than is spoken is a
/// problem of that reply: nothing is read, and so nothing written, in the words of the wrong one.
class spoken_dialect {
public:
    /// Null: to be found out.
    explicit spoken_dialect(const dialect* wanted) noexcept : known_(wanted) {}

    /// Absent: no reply has told yet.
    [[nodiscard]] bool known() const noexcept { return known_ != nullptr; }
    /// The one that is spoken; the oldest, whose requests all understand, until it is known.
    [[nodiscard]] const dialect& get() const noexcept;

    /// Looks at the envelope of a list: V1 and later say how many pages there are.
    void see_list(const json::reader& envelope);
    /// Looks at a sync: what it reads stands under another key in each.
    void see_sync(const json::reader& sync);

private:
    const dialect* known_;
};

}  // namespace censusctl::census
