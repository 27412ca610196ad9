#include "cli/logging.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

std::string json_string(std::string_view text) {
    // Untrusted bytes may not be UTF-8; the escaped form always is.
    return boost::json::serialize(boost::json::string(text::escape_for_terminal(text)));
}

std::string as_text(std::string_view message, const diagnostics::log_fields& fields) {
    std::string line = text::escape_for_terminal(message);
    for (const auto& [name, value] : fields) {
        line += ' ';
        line += name;
        line += '=';
        const std::string shown = text::escape_for_terminal(value);
        line += shown.find(' ') == std::string::npos ? shown : "\"" + shown + "\"";
    }
    return line;
}

std::string as_json(std::string_view message, const diagnostics::log_fields& fields) {
    std::string line = "\"message\":" + json_string(message);
    for (const auto& [name, value] : fields) {
        line += "," + json_string(name) + ":" + json_string(value);
    }
    return line;
}

spdlog::level::level_enum level_of(diagnostics::log_level level) {
    switch (level) {
        case diagnostics::log_level::debug:
            return spdlog::level::debug;
        case diagnostics::log_level::info:
            return spdlog::level::info;
        case diagnostics::log_level::warn:
            return spdlog::level::warn;
        case diagnostics::log_level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

diagnostics::log_sink make_log_sink(const std::string& level, const std::string& format,
                                    std::function<std::string(std::string_view)> redact) {
    auto logger =
        std::make_shared<spdlog::logger>("censusctl", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_level(spdlog::level::from_str(level));
    logger->flush_on(spdlog::level::debug);
    const bool json = format == "json";
    logger->set_pattern(
        json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
        spdlog::pattern_time_type::utc);
    return
        [logger, json, redact = std::move(redact)](diagnostics::log_level urgency, std::string_view message,
                                                   const diagnostics::log_fields& fields) {
            const auto mapped = level_of(urgency);
            if (logger->should_log(mapped)) {
                logger->log(mapped, "{}", redact(json ? as_json(message, fields) : as_text(message, fields)));
            }
        };
}

}  // namespace censusctl::cli
