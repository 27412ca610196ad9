#include "http/failure.hpp"

#include <stdexcept>

namespace censusctl::http {

std::string_view to_string(stage at) noexcept {
    switch (at) {
        case stage::resolve:
            return "resolve";
        case stage::connect:
            return "connect";
        case stage::proxy:
            return "proxy";
        case stage::tls:
            return "tls";
        case stage::write:
            return "write";
        case stage::first_byte:
            return "first_byte";
        case stage::body:
            return "body";
        case stage::decode:
            return "decode";
        case stage::status:
            return "status";
        case stage::cancelled:
            return "cancelled";
    }
    return "unknown";
}

void throw_exception_from_error(const failure& problem, const boost::source_location& where) {
    throw std::logic_error("a failed request was read as a reply at " + where.to_string() + ": " +
                           problem.message);
}

}  // namespace censusctl::http
