#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// HTTP over plain blocking sockets, so that no reader that the program uses can hide a fault of the server.
namespace censusctl::sandbox::test {

/// What came back.
struct response {
    int status{0};                               ///< 0: the connection closed without a byte
    std::map<std::string, std::string> headers;  ///< names in small letters
    std::string body;
    bool complete{false};  ///< whether the body has the length that the header says
};

/// One connection to 127.0.0.1. Reading gives up after ten seconds.
class raw_connection {
public:
    explicit raw_connection(std::uint16_t port);
    ~raw_connection();
    raw_connection(const raw_connection&) = delete;
    raw_connection& operator=(const raw_connection&) = delete;

    void send(std::string_view bytes) const;
    [[nodiscard]] response receive();
    /// Whether the server has closed the connection, with nothing left to read.
    [[nodiscard]] bool at_end();

private:
    bool fill();

    int socket_;
    std::string received_;
};

/// A whole request with a Content-Length; `headers` are complete lines.
[[nodiscard]] std::string request_text(std::string_view method, std::string_view target,
                                       std::string_view headers, std::string_view body);

}  // namespace censusctl::sandbox::test
