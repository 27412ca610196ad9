#pragma once
#include <optional>
#include <string>
#include <utility>

#include "census/api.hpp"
#include "census/asking.hpp"
#include "census/dialect.hpp"
#include "census/shared_reading.hpp"
#include "census/v2_keys.hpp"

namespace censusctl::census {

/// The API of any generation, spoken by what is said of it as a value.
class dialect_client final : public api {
public:
    dialect_client(const dialect_client&) = delete;  // its requests refer to it
    dialect_client& operator=(const dialect_client&) = delete;
    /// `transport` must outlive it. No generation: it is found out.
    dialect_client(const dialect* generation, http::client& transport, api_options options);

    [[nodiscard]] model::capabilities capabilities() const override;
    [[nodiscard]] std::vector<std::string> groups() const override { return groups_; }
    void work_in(const std::vector<std::string>& groups) override { groups_ = groups; }
    [[nodiscard]] awaitable<std::string> why_unproved() override;
    [[nodiscard]] std::string learnt_keys() const override;
    [[nodiscard]] awaitable<result<std::optional<workspace_row>>> get_workspace() override;
    [[nodiscard]] awaitable<result<std::vector<model::source_connection>>> list_sources() override;
    [[nodiscard]] awaitable<result<model::source_connection>> get_source(model::connection_id id) override;
    [[nodiscard]] awaitable<result<page_rows<model::source_object>>> list_source_objects(
        model::connection_id source_id, page_request page) override;
    [[nodiscard]] awaitable<result<model::source_object>> get_source_object(model::connection_id source_id,
                                                                            std::string type,
                                                                            std::int64_t id) override;
    [[nodiscard]] awaitable<result<page_rows<dataset_row>>> list_datasets(page_request page) override;
    [[nodiscard]] bool lists_objects() const override;
    [[nodiscard]] awaitable<result<std::vector<model::destination_connection>>> list_destinations() override;
    [[nodiscard]] awaitable<result<model::destination_connection>> get_destination(
        model::connection_id id) override;
    [[nodiscard]] awaitable<result<page_rows<model::destination_object>>> list_objects(
        model::connection_id destination_id, page_request page) override;
    [[nodiscard]] awaitable<result<model::destination_object>> get_object(model::connection_id destination_id,
                                                                          std::string full_name) override;
    [[nodiscard]] awaitable<result<page_rows<model::live_sync>>> list_syncs(page_request page) override;
    [[nodiscard]] awaitable<result<model::live_sync>> get_sync(std::int64_t id) override;
    [[nodiscard]] awaitable<result<std::int64_t>> create_sync(model::sync_spec spec) override;
    [[nodiscard]] bool created_unchecked(std::int64_t id) const override;
    [[nodiscard]] awaitable<result<model::live_sync>> update_sync(sync_patch patch) override;
    [[nodiscard]] awaitable<result<void>> delete_sync(std::int64_t id) override;
    [[nodiscard]] awaitable<result<std::int64_t>> trigger_sync(std::int64_t id, bool full) override;
    [[nodiscard]] awaitable<result<std::vector<model::sync_run>>> list_sync_runs(std::int64_t sync_id,
                                                                                 page_request page) override;
    [[nodiscard]] awaitable<result<model::sync_run>> get_sync_run(std::int64_t id) override;
    [[nodiscard]] awaitable<result<void>> cancel_sync_run(std::int64_t id) override;

private:
    using destinations = std::vector<model::destination_connection>;
    using problem = std::optional<http::failure>;

    [[nodiscard]] awaitable<result<std::vector<model::source_connection>>> read_sources();
    [[nodiscard]] awaitable<result<destinations>> read_destinations();
    /// Waits until it is known whether V2 is spoken, where that is a question.
    [[nodiscard]] awaitable<problem> settle_generation();
    /// Waits until all is known that a reply with syncs is read by; `is_list`: what the reply has.
    [[nodiscard]] awaitable<problem> prepare_for_syncs(const http::response& reply, bool is_list);
    /// Reads a sync by the codec of the generation that is spoken.
    void decode_sync(const json::reader& data, model::live_sync& into);
    [[nodiscard]] result<model::live_sync> take_sync(const call& sent, const http::response& reply,
                                                     std::int64_t id);
    /// Creates a sync by keys that no reply has proved: the server is asked to check it first, by
    /// `validate_only` (census-api-today, section 5). One that does not know the word creates it at once, and
    /// it is that one then.
    [[nodiscard]] awaitable<result<std::int64_t>> create_checked(std::string body);
    /// The failure with which a write is refused before it is sent, if it is.
    [[nodiscard]] problem refuse_write(const std::string& method, const std::string& path,
                                       bool needs_keys) const;

    spoken_dialect spoken_;
    conversation with_;
    std::string base_path_;
    std::string stated_group_;
    std::vector<std::string> groups_;
    bool allow_unproved_;
    bool check_unproved_;
    std::vector<std::int64_t> unchecked_;  ///< what `create_checked` found to be created at once
    v2_learning learnt_;
    shared_reading<std::vector<model::source_connection>> sources_;
    shared_reading<destinations> destinations_;
};

}  // namespace censusctl::census
