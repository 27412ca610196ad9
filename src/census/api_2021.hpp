#pragma once
#include <string>

#include "census/api.hpp"

namespace censusctl::census {

/// The API as its reference of October 2021 describes it: no update, no delete, sources under `data_source`.
class api_2021 final : public api {
public:
    api_2021(http::client& transport, std::string base_path);

    [[nodiscard]] model::capabilities capabilities() const override;
    [[nodiscard]] awaitable<result<std::vector<model::source_connection>>> list_sources() override;
    [[nodiscard]] awaitable<result<model::source_connection>> get_source(std::int64_t id) override;
    [[nodiscard]] awaitable<result<std::vector<model::source_object>>> list_data_sources(
        std::int64_t source_id, page_request page) override;
    [[nodiscard]] awaitable<result<model::source_object>> get_model(std::int64_t source_id,
                                                                    std::int64_t model_id) override;
    [[nodiscard]] awaitable<result<model::source_object>> get_table(std::int64_t source_id,
                                                                    std::int64_t table_id) override;
    [[nodiscard]] awaitable<result<std::vector<model::destination_connection>>> list_destinations() override;
    [[nodiscard]] awaitable<result<model::destination_connection>> get_destination(std::int64_t id) override;
    [[nodiscard]] awaitable<result<model::destination_object>> get_object(std::int64_t destination_id,
                                                                          std::string full_name) override;
    [[nodiscard]] awaitable<result<std::vector<model::live_sync>>> list_syncs(page_request page) override;
    [[nodiscard]] awaitable<result<model::live_sync>> get_sync(std::int64_t id) override;
    [[nodiscard]] awaitable<result<std::int64_t>> create_sync(model::sync_spec spec) override;
    [[nodiscard]] awaitable<result<std::int64_t>> trigger_sync(std::int64_t id) override;
    [[nodiscard]] awaitable<result<std::vector<model::sync_run>>> list_sync_runs(std::int64_t sync_id,
                                                                                 page_request page) override;
    [[nodiscard]] awaitable<result<model::sync_run>> get_sync_run(std::int64_t id) override;

private:
    http::client* transport_;
    std::string base_path_;
};

}  // namespace censusctl::census
