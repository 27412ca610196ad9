#include "sandbox/message.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "text/escape.hpp"

namespace censusctl::sandbox {

reply error_reply(int status, const std::string& message) {
    // A name from the request may hold any bytes; JSON takes only UTF-8.
    const std::string readable = text::escape_for_terminal(message);
    reply answer;
    answer.status = status;
    answer.body = boost::json::serialize(boost::json::object{{"status", "error"}, {"message", readable}});
    return answer;
}

const char* reason_of(int status) noexcept {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Payload Too Large";
        case 422:
            return "Unprocessable Entity";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return "Status";
    }
}

}  // namespace censusctl::sandbox
