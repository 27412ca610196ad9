#include "census/api.hpp"

#include <utility>

namespace censusctl::census {
namespace {

http::failure cannot(std::string method, std::int64_t id) {
    http::failure problem;
    problem.stage = http::stage::write;
    problem.sent = http::sent_state::not_sent;
    problem.method = std::move(method);
    problem.target = "/syncs/" + std::to_string(id);
    problem.message = "this generation of the API has no such request";
    return problem;
}

}  // namespace

awaitable<result<model::live_sync>> api::update_sync(sync_patch patch) {
    result<model::live_sync> refused = cannot("PATCH", patch.id);
    co_return refused;
}

awaitable<result<void>> api::delete_sync(std::int64_t id) {
    result<void> refused = cannot("DELETE", id);
    co_return refused;
}

}  // namespace censusctl::census
