#include <algorithm>
#include <memory>

#include "census/list_reader.hpp"
#include "census/workspace.hpp"

namespace censusctl::census {
namespace {

/// The service with a count of its answers.
struct counted_service {
    api* service{nullptr};
    progress_function progress;
    std::size_t answered{0};
};

awaitable<result<std::vector<model::live_sync>>> fetch_syncs(std::shared_ptr<counted_service> from,
                                                             page_request page) {
    result<std::vector<model::live_sync>> rows = co_await from->service->list_syncs(page);
    ++from->answered;
    if (from->progress) {
        from->progress(from->answered);
    }
    co_return rows;
}

bool follows(const model::live_sync& left, const model::live_sync& right) {
    return left.id >= right.id;
}

/// Ascending ids, each once. A server that knows only the other order is heeded too.
bool settle_syncs(std::vector<model::live_sync>& syncs) {
    if (syncs.size() > 1 && syncs.front().id > syncs.back().id) {
        std::ranges::reverse(syncs);
    }
    return std::ranges::adjacent_find(syncs, follows) == syncs.end();
}

}  // namespace

awaitable<result<std::vector<model::live_sync>>> list_all_syncs(api& service, progress_function progress) {
    auto from = std::make_shared<counted_service>();
    from->service = &service;
    from->progress = std::move(progress);
    list_source<model::live_sync> list;
    list.name = "GET /syncs";
    list.fetch = [from](page_request page) {
        return fetch_syncs(from, page);
    };
    list.key = [](const model::live_sync& sync) {
        return sync.id;
    };
    list.settle = settle_syncs;
    return read_list(std::move(list));
}

}  // namespace censusctl::census
