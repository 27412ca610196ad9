#pragma once
#include <span>
#include <string_view>

#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/kept_parts.hpp"

/// The members of a sync that are not known: kept when it is read, and sent back when what they stand in is
/// (law 8; census-api-today 5, and 4.4 of triggers).
namespace censusctl::census {

/// Notes each member of `object`, if it is one, that is none of `known` and not null. `of`: see
/// model::kept_member.
void keep_unknown(const json::reader& object, std::span<const std::string_view> known,
                  model::kept_place place, std::string_view of, model::kept_parts& into);

/// Writes what was noted of a part, into the object that is open.
void write_kept(json::writer& to, const model::kept_parts& kept, model::kept_place place,
                std::string_view of = {});

}  // namespace censusctl::census
