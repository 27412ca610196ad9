#include "census/workspace.hpp"

#include <boost/asio/this_coro.hpp>

#include "census/fan_out.hpp"
#include "census/workspace_fetch.hpp"

namespace censusctl::census {
namespace {

/// Requests in flight at most; the client holds them to its own, lower number of connections.
constexpr std::size_t most_at_once = 64;

}  // namespace

awaitable<result<workspace_snapshot>> fetch_workspace(api& service, model::references wanted,
                                                      progress_function progress, reading_extent extent) {
    const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
    const auto jobs = std::make_shared<fan_out>(executor, most_at_once);
    const auto fetch = std::make_shared<workspace_fetch>(service, std::move(wanted), std::move(progress),
                                                         std::move(extent), jobs);
    fetch->begin();
    std::optional<http::failure> problem = co_await jobs->run();
    if (problem) {
        result<workspace_snapshot> failed = std::move(*problem);
        co_return failed;
    }
    result<workspace_snapshot> whole = fetch->take();
    co_return whole;
}

}  // namespace censusctl::census
