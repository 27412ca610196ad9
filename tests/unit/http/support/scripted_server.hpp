#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct ssl_ctx_st;
struct ssl_st;

namespace censusctl::http::test {

/// One accepted connection, as the script that plays the server sees it. All calls block, ten seconds at
/// most.
class peer {
public:
    peer(int socket, std::size_t number) noexcept : socket_{socket}, number_{number} {}
    ~peer();
    peer(const peer&) = delete;
    peer& operator=(const peer&) = delete;

    /// Which connection this is, from 0.
    [[nodiscard]] std::size_t number() const noexcept { return number_; }
    /// Reads a whole request, body included; empty: the client has closed.
    [[nodiscard]] std::string read_request();
    void send(std::string_view bytes);
    /// Waits until the client closes, and drops what it sends until then.
    void wait_for_close();
    /// Closes; so does the end of the script.
    void close() noexcept;
    /// Closes so that the client sees a reset.
    void reset();
    /// Takes up a TLS session; false if the handshake failed.
    [[nodiscard]] bool start_tls(ssl_ctx_st* context);
    /// Ends the TLS session as it should be.
    void end_tls();

private:
    [[nodiscard]] std::size_t read_some(char* into, std::size_t size);

    int socket_;
    std::size_t number_;
    ssl_st* tls_{nullptr};
    std::string received_;
};

/// A server on 127.0.0.1 that does with each connection what a function says, each in a thread of its own.
class scripted_server {
public:
    explicit scripted_server(std::function<void(peer&)> script);
    ~scripted_server();
    scripted_server(const scripted_server&) = delete;
    scripted_server& operator=(const scripted_server&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// "http://127.0.0.1:PORT/api/v1"
    [[nodiscard]] std::string base_url() const;
    [[nodiscard]] std::size_t connections() const noexcept { return connections_; }

private:
    void accept_all();

    std::function<void(peer&)> script_;
    int listener_{-1};
    std::uint16_t port_{0};
    std::atomic<std::size_t> connections_{0};
    std::mutex guard_;
    std::vector<std::thread> threads_;
    std::vector<int> sockets_;
    std::thread acceptor_;
};

/// A port of 127.0.0.1 on which nobody listens.
[[nodiscard]] std::uint16_t closed_port();

/// A reply with a Content-Length; `headers` are complete lines.
[[nodiscard]] std::string reply_text(int status, std::string_view body, std::string_view headers = {});

}  // namespace censusctl::http::test
