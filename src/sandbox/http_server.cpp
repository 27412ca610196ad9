#include "sandbox/http_server.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>

#include "sandbox/input_error.hpp"

namespace censusctl::sandbox {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint32_t largest_header = 16 * 1024;
constexpr std::size_t most_pieces = 20;
/// What is read and dropped after the last answer, so that closing does not make the kernel reset the
/// connection before the client has read that answer.
constexpr std::size_t most_dropped = std::size_t{4} * 1024 * 1024;
constexpr std::chrono::seconds drop_limit{2};

class session;

/// What all connections share. Lives as long as the io_context runs.
struct shared_state {
    asio::io_context context{1};
    request_handler handle;
    problem_handler on_problem;
    std::chrono::milliseconds limit{0};
    std::set<std::shared_ptr<session>> sessions;
};

/// One connection. All of it runs on the server's thread; the shared state owns it until it closes.
class session : public std::enable_shared_from_this<session> {
public:
    session(shared_state& shared, tcp::socket socket)
        : shared_(shared), socket_(std::move(socket)), timer_(shared.context), limit_(shared.context) {}

    void start() {
        begin_request();
        proceed();
    }

    void close() {
        error_code ignored;
        timer_.cancel();
        limit_.cancel();
        socket_.close(ignored);
        shared_.sessions.erase(shared_from_this());
    }

private:
    using parser = http::request_parser<http::string_body>;

    void begin_request() {
        parser_.emplace();
        parser_->header_limit(largest_header);
        parser_->body_limit(largest_body);
        parser_->eager(true);
        continued_ = false;
        started_ = false;
        watch(shared_.limit);
    }

    /// Closes the connection unless the next step comes in time.
    void watch(std::chrono::steady_clock::duration limit) {
        limit_.expires_after(limit);
        limit_.async_wait([self = shared_from_this()](error_code error) {
            if (!error) {
                self->close();
            }
        });
    }

    /// Parses what has come; reads on when that is not a whole request.
    void proceed() {
        while (!parser_->is_done()) {
            error_code error;
            const std::size_t used = parser_->put(asio::buffer(received_), error);
            received_.erase(0, used);
            if (error == http::error::need_more || (!error && used == 0)) {
                invite_body();
                return read();
            }
            if (error) {
                return refuse(error);
            }
        }
        answer();
    }

    /// A client that asked for it sends its body only after this.
    void invite_body() {
        if (continued_ || !parser_->is_header_done() ||
            parser_->get()[http::field::expect] != "100-continue") {
            return;
        }
        continued_ = true;
        static constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";
        error_code ignored;
        asio::write(socket_, asio::buffer(invitation), ignored);
    }

    void read() {
        socket_.async_read_some(asio::buffer(chunk_),
                                [self = shared_from_this()](error_code error, std::size_t size) {
                                    if (error) {
                                        return self->close();
                                    }
                                    // From its first byte on, a request has as long again to be whole.
                                    if (!std::exchange(self->started_, true)) {
                                        self->watch(self->shared_.limit);
                                    }
                                    self->received_.append(self->chunk_.data(), size);
                                    self->proceed();
                                });
    }

    void refuse(const error_code& error) {
        reply problem = error_reply(400, "The request is not HTTP: " + error.message());
        if (error == http::error::body_limit) {
            problem = error_reply(413, "The request body is larger than 1 MiB");
        }
        if (error == http::error::header_limit) {
            problem = error_reply(431, "The request header is larger than 16 KiB");
        }
        shared_.on_problem(problem);
        keep_alive_ = false;
        delivery_ = delivery{};
        delivery_.answer = std::move(problem);
        send();
    }

    void answer() {
        limit_.cancel();
        auto& message = parser_->get();
        keep_alive_ = message.keep_alive();
        head_only_ = message.method() == http::verb::head;
        request asked;
        asked.method = std::string(message.method_string());
        asked.target = std::string(message.target());
        asked.authorization = std::string(message[http::field::authorization]);
        asked.host = std::string(message[http::field::host]);
        asked.body = std::move(message.body());
        delivery_ = shared_.handle(asked);
        if (delivery_.delay.count() == 0) {
            return send();
        }
        timer_.expires_after(delivery_.delay);
        timer_.async_wait([self = shared_from_this()](error_code error) {
            if (!error) {
                self->send();
            }
        });
    }

    [[nodiscard]] std::string head() const {
        const reply& answer = delivery_.answer;
        std::string text =
            "HTTP/1.1 " + std::to_string(answer.status) + " " + reason_of(answer.status) + "\r\n";
        if (!answer.content_type.empty()) {
            text += "Content-Type: " + answer.content_type + "\r\n";
        }
        // A 204 has no body, and says nothing of its length.
        if (answer.status != 204) {
            text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
        }
        for (const auto& [name, value] : answer.headers) {
            text.append(name).append(": ").append(value).append("\r\n");
        }
        text += keep_alive_ ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
        return text;
    }

    void send() {
        if (delivery_.drop) {
            return close();
        }
        std::string& body = delivery_.answer.body;
        if (delivery_.answer.status == 204) {
            body.clear();
        }
        outgoing_ = head();
        const std::size_t head_size = outgoing_.size();
        if (!head_only_) {
            outgoing_ +=
                delivery_.cut ? std::string_view(body).substr(0, *delivery_.cut) : std::string_view(body);
        }
        if (delivery_.cut) {
            keep_alive_ = false;
        }
        sent_ = 0;
        const std::size_t spread_size = outgoing_.size() - head_size;
        const bool slow = delivery_.spread.count() > 0 && spread_size > 0;
        pieces_ = slow ? std::min(most_pieces, spread_size) : 1;
        piece_size_ = slow ? (spread_size + pieces_ - 1) / pieces_ : outgoing_.size();
        send_piece(slow ? head_size : outgoing_.size());
    }

    void send_piece(std::size_t size) {
        watch(shared_.limit);
        const std::size_t end = std::min(sent_ + size, outgoing_.size());
        asio::async_write(socket_, asio::buffer(outgoing_.data() + sent_, end - sent_),
                          [self = shared_from_this(), end](error_code error, std::size_t) {
                              if (error) {
                                  return self->close();
                              }
                              self->sent_ = end;
                              self->after_piece();
                          });
    }

    void after_piece() {
        if (sent_ == outgoing_.size()) {
            return after_answer();
        }
        limit_.cancel();
        timer_.expires_after(delivery_.spread / static_cast<std::int64_t>(pieces_));
        timer_.async_wait([self = shared_from_this()](error_code error) {
            if (!error) {
                self->send_piece(self->piece_size_);
            }
        });
    }

    void after_answer() {
        if (!keep_alive_) {
            return finish();
        }
        begin_request();
        proceed();
    }

    void finish() {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        watch(drop_limit);
        drop_rest(0);
    }

    void drop_rest(std::size_t dropped) {
        if (dropped > most_dropped) {
            return close();
        }
        socket_.async_read_some(asio::buffer(chunk_),
                                [self = shared_from_this(), dropped](error_code error, std::size_t size) {
                                    if (error) {
                                        return self->close();
                                    }
                                    self->drop_rest(dropped + size);
                                });
    }

    shared_state& shared_;
    tcp::socket socket_;
    asio::steady_timer timer_;
    asio::steady_timer limit_;
    std::optional<parser> parser_;
    std::array<char, 16384> chunk_{};
    std::string received_;
    std::string outgoing_;
    delivery delivery_;
    std::size_t sent_{0};
    std::size_t pieces_{1};
    std::size_t piece_size_{0};
    bool keep_alive_{true};
    bool head_only_{false};
    bool continued_{false};
    bool started_{false};
};

class loopback_server final : public http_server {
public:
    loopback_server(std::uint16_t port, request_handler handle, problem_handler on_problem,
                    std::chrono::milliseconds limit)
        : acceptor_(shared_.context), retry_(shared_.context) {
        shared_.limit = limit;
        shared_.handle = std::move(handle);
        shared_.on_problem = std::move(on_problem);
        const tcp::endpoint place{asio::ip::address_v4::loopback(), port};
        error_code error;
        acceptor_.open(place.protocol(), error);
        if (!error) {
            acceptor_.set_option(tcp::acceptor::reuse_address{true}, error);
        }
        if (!error) {
            acceptor_.bind(place, error);
        }
        if (!error) {
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            throw input_error{"cannot listen on 127.0.0.1:" + std::to_string(port) + ": " + error.message()};
        }
        port_ = acceptor_.local_endpoint().port();
        accept();
        thread_ = std::thread{[this] {
            shared_.context.run();
        }};
    }

    loopback_server(const loopback_server&) = delete;
    loopback_server& operator=(const loopback_server&) = delete;

    ~loopback_server() override { loopback_server::stop(); }

    [[nodiscard]] std::uint16_t port() const noexcept override { return port_; }

    void stop() override {
        if (!thread_.joinable()) {
            return;
        }
        asio::post(shared_.context, [this] {
            error_code ignored;
            acceptor_.close(ignored);
            retry_.cancel();
            const auto open = shared_.sessions;  // closing takes a session out of the set
            for (const auto& one : open) {
                one->close();
            }
            shared_.context.stop();
        });
        thread_.join();
    }

private:
    void accept() {
        acceptor_.async_accept([this](error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted || !acceptor_.is_open()) {
                return;
            }
            if (error) {
                return accept_later();
            }
            error_code ignored;
            socket.set_option(tcp::no_delay{true}, ignored);
            auto opened = std::make_shared<session>(shared_, std::move(socket));
            shared_.sessions.insert(opened);
            opened->start();
            accept();
        });
    }

    /// There may be no file descriptors left; trying again at once would burn the processor.
    void accept_later() {
        retry_.expires_after(std::chrono::milliseconds{50});
        retry_.async_wait([this](error_code error) {
            if (!error) {
                accept();
            }
        });
    }

    shared_state shared_;
    tcp::acceptor acceptor_;
    asio::steady_timer retry_;
    std::uint16_t port_{0};
    std::thread thread_;
};

}  // namespace

std::unique_ptr<http_server> listen_on_loopback(std::uint16_t port, request_handler handle,
                                                problem_handler on_problem, std::chrono::milliseconds limit) {
    return std::make_unique<loopback_server>(port, std::move(handle), std::move(on_problem), limit);
}

}  // namespace censusctl::sandbox
