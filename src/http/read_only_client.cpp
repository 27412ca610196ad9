#include "http/read_only_client.hpp"

namespace censusctl::http {

boost::asio::awaitable<result<response>> read_only_client::send(request message) {
    if (message.method != "GET") {
        failure refused;
        refused.stage = stage::write;
        refused.sent = sent_state::not_sent;
        refused.method = message.method;
        refused.target = message.target;
        refused.message = "nothing may be written: this is read-only";
        result<response> failed = std::move(refused);
        co_return failed;
    }
    result<response> answer = co_await inner_->send(std::move(message));
    co_return answer;
}

}  // namespace censusctl::http
