#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "census/sync_patch.hpp"
#include "http/client.hpp"
#include "model/capabilities.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

using boost::asio::awaitable;
using http::result;

/// Page `page` (from 1) of a list, oldest first (`order=asc`), `per_page` 1–100.
struct page_request {
    int page{1};
    int per_page{100};
    bool ascending{true};
};

/// What a page tells of the list that it is part of (`pagination`).
struct page_totals {
    std::int64_t records{0};  ///< of all pages
    std::int64_t page{0};     ///< its own number, from 1
    std::int64_t last_page{0};
};

/// One page of a list, and its totals where the generation tells them.
template <class Row>
struct page_rows {
    std::vector<Row> rows;
    std::optional<page_totals> totals{};
    std::size_t bytes{0};  ///< of the reply, unpacked
};

/// A dataset, and the source that it belongs to.
struct dataset_row {
    model::connection_id source_id;
    model::source_object object;
};

/// The workspace that a token is of.
struct workspace_row {
    std::int64_t id{0};
    std::string name;
};

/// The Census API in the model's words, whatever the wire generation. One function for each endpoint; names
/// follow the endpoints. A reply whose status or envelope says "error" is a failure with stage::status and
/// the server's message; one that is not what the API reference describes is stage::decode, naming the
/// endpoint and JSON path. Unknown keys in replies are ignored. Used from one thread.
class api {
public:
    virtual ~api() = default;

    [[nodiscard]] virtual model::capabilities capabilities() const = 0;

    /// The groups that are worked in, of a generation where a token may see several (census-api-today 8): as
    /// the caller stated, or chose since. Lists have the rows of all groups. Empty: all, or there are none.
    [[nodiscard]] virtual std::vector<std::string> groups() const { return {}; }
    virtual void work_in(const std::vector<std::string>& groups) { static_cast<void>(groups); }
    /// Whether syncs can be written: why the keys that a write would use are not proved by what was read, as
    /// a whole sentence; empty: they are, or need not be. May read an object or two to find out.
    [[nodiscard]] virtual awaitable<std::string> why_unproved() { co_return std::string(); }
    /// Which keys were learnt that are not those which the reference supposes, as a whole sentence; empty:
    /// none.
    [[nodiscard]] virtual std::string learnt_keys() const { return {}; }

    /// GET /workspace; absent where the generation has no such request.
    [[nodiscard]] virtual awaitable<result<std::optional<workspace_row>>> get_workspace() {
        result<std::optional<workspace_row>> none = std::optional<workspace_row>();
        co_return none;
    }
    /// GET /sources
    [[nodiscard]] virtual awaitable<result<std::vector<model::source_connection>>> list_sources() = 0;
    /// GET /sources/[ID]
    [[nodiscard]] virtual awaitable<result<model::source_connection>> get_source(model::connection_id id) = 0;
    /// GET /sources/[ID]/data_sources, or /objects of later generations, one page
    [[nodiscard]] virtual awaitable<result<page_rows<model::source_object>>> list_source_objects(
        model::connection_id source_id, page_request page) = 0;
    /// GET /sources/[ID]/models/[ID] or tables/[ID], by the object's type, with its columns
    [[nodiscard]] virtual awaitable<result<model::source_object>> get_source_object(
        model::connection_id source_id, std::string type, std::int64_t id) = 0;
    /// GET /destinations
    [[nodiscard]] virtual awaitable<result<std::vector<model::destination_connection>>>
    list_destinations() = 0;
    /// GET /destinations/[ID], with its objects (no fields)
    [[nodiscard]] virtual awaitable<result<model::destination_connection>> get_destination(
        model::connection_id id) = 0;
    /// GET /destinations/[ID]/objects/[OBJECT_FULL_NAME], with its fields; the name is percent-encoded here
    [[nodiscard]] virtual awaitable<result<model::destination_object>> get_object(
        model::connection_id destination_id, std::string full_name) = 0;
    /// GET /destinations/[ID]/objects, one page, where the generation has such a list: `lists_objects`
    [[nodiscard]] virtual awaitable<result<page_rows<model::destination_object>>> list_objects(
        model::connection_id destination_id, page_request page) = 0;
    /// GET /datasets, one page; of a generation that has datasets
    [[nodiscard]] virtual awaitable<result<page_rows<dataset_row>>> list_datasets(page_request page) = 0;
    /// Whether a destination's objects are a list of their own, as far as is known by now; else they come
    /// with the destination.
    [[nodiscard]] virtual bool lists_objects() const = 0;
    /// GET /syncs, one page
    [[nodiscard]] virtual awaitable<result<page_rows<model::live_sync>>> list_syncs(page_request page) = 0;
    /// GET /syncs/[ID]
    [[nodiscard]] virtual awaitable<result<model::live_sync>> get_sync(std::int64_t id) = 0;
    /// POST /syncs; returns the new id. Never repeated by the client once it may have been sent.
    [[nodiscard]] virtual awaitable<result<std::int64_t>> create_sync(model::sync_spec spec) = 0;
    /// Whether the server was asked to check that sync first, and created it by this very request: it does
    /// not know `check_unproved`'s word.
    [[nodiscard]] virtual bool created_unchecked(std::int64_t id) const {
        static_cast<void>(id);
        return false;
    }
    /// PATCH /syncs/[ID]; returns the sync as the reply has it. Never repeated, as above. A generation that
    /// cannot update answers with a failure, and sends nothing.
    [[nodiscard]] virtual awaitable<result<model::live_sync>> update_sync(sync_patch patch) = 0;
    /// DELETE /syncs/[ID]; as above for a generation that cannot delete. Never repeated.
    [[nodiscard]] virtual awaitable<result<void>> delete_sync(std::int64_t id) = 0;
    /// POST /syncs/[ID]/trigger; returns the id of the run. Never repeated, as above. `full`: the run sends
    /// all records (`force_full_sync`); a generation that cannot ask for it answers with a failure.
    [[nodiscard]] virtual awaitable<result<std::int64_t>> trigger_sync(std::int64_t id, bool full) = 0;
    /// GET /syncs/[ID]/sync_runs, one page
    [[nodiscard]] virtual awaitable<result<std::vector<model::sync_run>>> list_sync_runs(
        std::int64_t sync_id, page_request page) = 0;
    /// GET /sync_runs/[ID]
    [[nodiscard]] virtual awaitable<result<model::sync_run>> get_sync_run(std::int64_t id) = 0;
    /// POST /sync_runs/[ID]/cancel; a failure of a generation that cannot cancel. Never repeated, as above.
    [[nodiscard]] virtual awaitable<result<void>> cancel_sync_run(std::int64_t id) = 0;
};

/// What the generation of this name can do; all that a program knows of where there is none of that name.
[[nodiscard]] model::capabilities capabilities_of(std::string_view generation);

/// What a client of the API is made of.
struct api_options {
    /// "2021", "v1", "v2", or "auto": as the base path and the first replies show.
    std::string generation{"auto"};
    std::string base_path{};        ///< of the base URL: "/api/v1"
    std::string group{};            ///< the group to work in; empty: to be chosen, where there are any
    bool allow_unproved{false};     ///< write by keys that no reply has proved
    bool check_unproved{false};     ///< have the server check a sync first that is created by such keys
    bool has_workspace_key{false};  ///< the token begins as the API key of a workspace does; for advice only
};

/// The API spoken over `transport`, which must outlive it. An unknown generation gives a null pointer.
[[nodiscard]] std::unique_ptr<api> make_api(http::client& transport, api_options options);

/// The same with nothing else said.
[[nodiscard]] std::unique_ptr<api> make_api(std::string_view generation, http::client& transport,
                                            std::string base_path);

}  // namespace censusctl::census
