#include "apply/newest_run.hpp"

namespace censusctl::apply {

boost::asio::awaitable<census::result<std::int64_t>> newest_run(census::api& service, std::int64_t sync_id) {
    census::page_request newest;
    newest.per_page = 1;
    newest.ascending = false;
    const auto runs = co_await service.list_sync_runs(sync_id, newest);
    if (!runs) {
        co_return runs.error();
    }
    std::int64_t id = 0;
    if (!runs->empty()) {
        id = runs->front().id;
    }
    co_return id;
}

}  // namespace censusctl::apply
