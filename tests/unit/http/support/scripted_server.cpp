#include "unit/http/support/scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <stdexcept>

namespace censusctl::http::test {
namespace {

constexpr int limit_seconds = 10;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

/// Binds a new socket to a free port and says which.
int bound_socket(std::uint16_t& port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (socket < 0 || bind(socket, generic, size) != 0 || getsockname(socket, generic, &size) != 0) {
        throw std::runtime_error("no port on 127.0.0.1");
    }
    port = ntohs(address.sin_port);
    return socket;
}

/// The length that a request's header gives for its body.
std::size_t body_length(const std::string& head) {
    const std::string_view name = "Content-Length: ";
    const std::size_t at = head.find(name);
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
}

}  // namespace

peer::~peer() {
    SSL_free(tls_);
    close();
}

void peer::close() noexcept {
    shutdown(socket_, SHUT_RDWR);
}

std::size_t peer::read_some(char* into, std::size_t size) {
    if (tls_ != nullptr) {
        const int got = SSL_read(tls_, into, static_cast<int>(size));
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    const ssize_t got = recv(socket_, into, size, 0);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string peer::read_request() {
    for (;;) {
        const std::size_t end = received_.find("\r\n\r\n");
        if (end != std::string::npos) {
            const std::size_t whole = end + 4 + body_length(received_.substr(0, end + 2));
            if (received_.size() >= whole) {
                std::string request = received_.substr(0, whole);
                received_.erase(0, whole);
                return request;
            }
        }
        std::array<char, 4096> chunk{};
        const std::size_t got = read_some(chunk.data(), chunk.size());
        if (got == 0) {
            return {};
        }
        received_.append(chunk.data(), got);
    }
}

void peer::send(std::string_view bytes) {
    if (tls_ != nullptr) {
        if (!bytes.empty()) {
            SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size()));
        }
        return;
    }
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void peer::wait_for_close() {
    std::array<char, 4096> chunk{};
    while (read_some(chunk.data(), chunk.size()) > 0) {
    }
}

void peer::reset() {
    linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    // Disconnecting, unlike shutdown, makes the kernel send the reset while the descriptor stays open.
    sockaddr none{};
    none.sa_family = AF_UNSPEC;
    connect(socket_, &none, sizeof none);
}

bool peer::start_tls(ssl_ctx_st* context) {
    tls_ = SSL_new(context);
    SSL_set_fd(tls_, socket_);
    return SSL_accept(tls_) == 1;
}

void peer::end_tls() {
    SSL_shutdown(tls_);
}

scripted_server::scripted_server(std::function<void(peer&)> script) : script_{std::move(script)} {
    // OpenSSL writes to sockets that may be closed by then.
    std::signal(SIGPIPE, SIG_IGN);
    listener_ = bound_socket(port_);
    if (listen(listener_, 64) != 0) {
        throw std::runtime_error("cannot listen on 127.0.0.1");
    }
    acceptor_ = std::thread{[this] {
        accept_all();
    }};
}

scripted_server::~scripted_server() {
    shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (const int socket : sockets_) {
        shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& each : threads_) {
        each.join();
    }
    for (const int socket : sockets_) {
        ::close(socket);
    }
    ::close(listener_);
}

void scripted_server::accept_all() {
    for (;;) {
        const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) {
            return;
        }
        const timeval limit{limit_seconds, 0};
        const int on = 1;
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::size_t number = connections_++;
        const std::lock_guard held{guard_};
        sockets_.push_back(socket);
        threads_.emplace_back([this, socket, number] {
            peer with{socket, number};
            script_(with);
        });
    }
}

std::string scripted_server::base_url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/api/v1";
}

std::uint16_t closed_port() {
    std::uint16_t port = 0;
    ::close(bound_socket(port));
    return port;
}

std::string reply_text(int status, std::string_view body, std::string_view headers) {
    return "HTTP/1.1 " + std::to_string(status) + " Text\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string{headers} + "\r\n" + std::string{body};
}

}  // namespace censusctl::http::test
