#include "http/recorder.hpp"

#include <utility>

namespace censusctl::http {

boost::asio::awaitable<result<response>> recorder::send(request message) {
    recorded_exchange kept;
    kept.sent = message;
    result<response> answer = co_await inner_->send(std::move(message));
    if (answer) {
        kept.status = answer->status;
        kept.body = answer->body;
    }
    exchanges_.push_back(std::move(kept));
    co_return answer;
}

}  // namespace censusctl::http
