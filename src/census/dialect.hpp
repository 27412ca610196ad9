#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "census/api.hpp"
#include "census/rows.hpp"
#include "census/sync_patch.hpp"
#include "census/v2_keys.hpp"
#include "model/capabilities.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// How syncs are read and written where each names an activation instead of a source and a destination.
struct coupled_codecs {
    void (*decode)(const json::reader& data, v2_learning& learnt, model::live_sync& into);
    std::string (*encode)(const model::sync_spec& spec, const v2_keys& keys, const std::string& group);
    std::string (*encode_patch)(const sync_patch& patch, const v2_keys& keys);
};

/// What the API's generations do each in its own way, as a value: one client speaks all of them
/// (`dialect_client`). To add a generation: one of these, and codecs for what it spells otherwise.
struct dialect {
    std::string_view name;     ///< as files and documents say it: "2021"
    std::string_view retires;  ///< from this day on the vendor serves it no more; empty: not announced

    /// The words of the envelope's `status` with which a request was done. Empty: the HTTP status alone says
    /// so, and any word will do that is no refusal.
    std::span<const std::string_view> success_words;
    /// Whether all lists come in pages, and each page says how many there are (`pagination`).
    bool has_page_counts{false};
    /// Whether it tells whose key a token is (`GET /workspace`).
    bool tells_workspace{false};
    /// Whether the objects of a destination are a list of their own, rather than part of the destination.
    bool has_object_lists{false};
    /// Whether its reference tells all that a sync can hold, so that one which holds anything else is a
    /// problem of its reply. Of a generation that goes on growing it is a sync that is not understood.
    bool is_told_whole{false};

    // Paths, below that of the base URL.
    std::string_view source_objects;  ///< of a source: "/data_sources"
    std::string_view destinations;    ///< "/destinations"
    /// GET, of one object of a source with its columns; empty: there is no such request.
    std::string (*source_object_path)(const std::string& source_id, std::string_view type,
                                      std::int64_t id){nullptr};

    // Codecs.
    decoder<model::source_connection> source_connection{nullptr};
    decoder<model::source_object> source_object{nullptr};
    decoder<dataset_row> dataset{nullptr};  ///< null: there are none
    decoder<model::destination_connection> destination_connection{nullptr};
    decoder<model::destination_object> destination_object{nullptr};
    decoder<model::sync_run> run{nullptr};
    decoder<model::live_sync> sync{nullptr};  ///< null: by `coupled`
    /// The body of POST /syncs.
    std::string (*encode_sync)(const model::sync_spec& spec){nullptr};
    /// The body of PATCH /syncs/[ID]; null: the generation cannot update.
    std::string (*encode_patch)(const sync_patch& patch){nullptr};

    /// In place of the three above: a destination of this generation is an activation; sources, activations
    /// and syncs are in groups, several of which a token may see. Null: neither.
    const coupled_codecs* coupled{nullptr};

    bool can_delete{false};
    bool can_cancel{false};
    bool can_full_sync{false};
    /// What it can do with an attribute.
    model::ability (*ability_of)(model::attribute id){nullptr};
};

/// All generations, oldest first.
[[nodiscard]] std::span<const dialect* const> all_dialects() noexcept;

/// The generation of this name; null if there is none.
[[nodiscard]] const dialect* find_dialect(std::string_view name) noexcept;

/// What a generation can do, and for what it cannot say, which ones can.
[[nodiscard]] model::capabilities capabilities_of(const dialect& generation);

/// The API as its reference of October 2021 describes it: no update, no delete, sources under `data_source`.
[[nodiscard]] const dialect& dialect_2021() noexcept;
/// V1 as it is served today (census-api-today).
[[nodiscard]] const dialect& dialect_v1() noexcept;
/// V2 (census-api-today 3.2, 7 and 8): destinations are activations, in groups.
[[nodiscard]] const dialect& dialect_v2() noexcept;

/// "/sources/4/models/15": where a model or table is asked for in 2021 and V1 (GET
/// /sources/[ID]/models/[ID]).
[[nodiscard]] std::string model_or_table_path(const std::string& source_id, std::string_view type,
                                              std::int64_t id);

}  // namespace censusctl::census
