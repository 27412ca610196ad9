#include "unit/sandbox/support/raw_http.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

namespace censusctl::sandbox::test {

raw_connection::raw_connection(std::uint16_t port)
    : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    const timeval limit{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // NOLINTNEXTLINE: the socket API takes every kind of address through this type
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0) {
        ::close(socket_);
        throw std::runtime_error{"cannot connect"};
    }
}

raw_connection::~raw_connection() {
    ::close(socket_);
}

void raw_connection::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0)
            return;  // closed by the server; what it said is still to be read
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool raw_connection::fill() {
    std::array<char, 65536> chunk{};
    const ssize_t size = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        throw std::runtime_error{"the server did not answer in time"};
    if (size <= 0)
        return false;
    received_.append(chunk.data(), static_cast<std::size_t>(size));
    return true;
}

bool raw_connection::at_end() {
    return received_.empty() && !fill();
}

response raw_connection::receive() {
    response got;
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill())
            return got;
    }
    const std::string head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    got.status = std::atoi(head.substr(head.find(' ') + 1, 3).c_str());
    std::size_t at = head.find("\r\n") + 2;
    while (at < head.size()) {
        const std::size_t stop = head.find("\r\n", at);
        const std::size_t colon = head.find(": ", at);
        std::string name = head.substr(at, colon - at);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        got.headers[name] = head.substr(colon + 2, stop - colon - 2);
        at = stop + 2;
    }
    const auto length = got.headers.find("content-length");
    const std::size_t wanted = length == got.headers.end() ? 0 : std::stoul(length->second);
    while (received_.size() < wanted && fill()) {
    }
    got.complete = received_.size() >= wanted;
    got.body = received_.substr(0, wanted);
    received_.erase(0, got.body.size());
    return got;
}

std::string request_text(std::string_view method, std::string_view target, std::string_view headers,
                         std::string_view body) {
    std::string text{method};
    text += ' ';
    text += target;
    text += " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    text += headers;
    if (!body.empty() || method == "POST")
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n";
    text += body;
    return text;
}

}  // namespace censusctl::sandbox::test
