#include "sandbox/envelope.hpp"

#include <boost/json/serialize.hpp>
#include <charconv>

namespace censusctl::sandbox {

reply success(std::string_view data) {
    reply answer;
    answer.body.reserve(data.size() + 32);
    answer.body = R"({"status":"success","data":)";
    answer.body += data;
    answer.body += '}';
    return answer;
}

reply success(const boost::json::value& data) {
    return success(boost::json::serialize(data));
}

reply not_found(std::string_view what, std::string_view id) {
    return error_reply(404, std::string(what) + " " + std::string(id) + " was not found");
}

std::optional<std::int64_t> read_id(std::string_view text) {
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() || id <= 0) {
        return std::nullopt;
    }
    return id;
}

}  // namespace censusctl::sandbox
