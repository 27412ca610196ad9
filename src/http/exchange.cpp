#include "http/exchange.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <string_view>
#include <vector>

#include "http/inflate.hpp"
#include "text/ascii.hpp"

namespace censusctl::http {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using boost::system::error_code;

namespace {

using reply_parser = beast_http::response_parser<beast_http::string_body>;

constexpr std::size_t read_size = std::size_t{16} * 1024;
constexpr int most_informational = 20;
/// The end of a chunked body, "0 CRLF CRLF". The parser takes for granted that it never sees less of it once
/// it has begun to look at it.
constexpr std::size_t shortest_chunk_end = 5;

std::string amount(std::size_t bytes) {
    constexpr std::size_t kibi = 1024;
    if (bytes >= kibi * kibi && bytes % (kibi * kibi) == 0) {
        return std::to_string(bytes / (kibi * kibi)) + " MiB";
    }
    if (bytes >= kibi && bytes % kibi == 0) {
        return std::to_string(bytes / kibi) + " KiB";
    }
    return std::to_string(bytes) + " bytes";
}

/// Reads the bytes of one reply after another, until one is final.
class reply_reader {
public:
    explicit reply_reader(exchange_limits limits) : limits_{limits} { begin(); }

    [[nodiscard]] bool done() const noexcept { return done_; }
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] bool got_some() const noexcept { return received_ > 0; }
    [[nodiscard]] bool leftover() const noexcept { return !buffer_.empty(); }
    [[nodiscard]] bool keep_alive() const { return !ended_ && parser_->get().keep_alive(); }
    [[nodiscard]] attempt_problem& problem() noexcept { return problem_; }

    void take(std::string_view bytes) {
        received_ += bytes.size();
        if (beginning_.size() < http_mark.size()) {
            beginning_ += bytes.substr(0, http_mark.size() - beginning_.size());
        }
        if (!http_mark.starts_with(beginning_)) {
            unreadable("the reply is not HTTP", "check scheme, host and port of the base URL", true);
            return;
        }
        buffer_ += bytes;
        parse();
    }

    /// The peer has closed cleanly.
    void end() {
        ended_ = true;
        error_code error;
        if (got_some() && parser_->got_some()) {
            parser_->put_eof(error);
        } else {
            error = beast_http::error::partial_message;
        }
        if (!error && parser_->is_header_done() && parser_->get().result_int() >= 200) {
            finish();
        } else {
            cut_off();
        }
    }

    /// The connection broke.
    void cut_off() {
        failed_ = true;
        problem_.what.stage = stage::body;
        problem_.what.message = "the connection was closed in the middle of the reply";
        problem_.what.hint = "the server, or a gateway before it, drops connections; run again later";
    }

    [[nodiscard]] response take_reply() {
        response reply;
        auto& message = parser_->get();
        reply.status = static_cast<int>(message.result_int());
        for (const auto& field : message) {
            reply.headers.emplace_back(text::lower_case(field.name_string()), std::string{field.value()});
        }
        reply.body = std::move(message.body());
        return reply;
    }

private:
    static constexpr std::string_view http_mark = "HTTP/";

    void begin() {
        parser_ = std::make_unique<reply_parser>();
        parser_->eager(true);
        parser_->body_limit(limits_.body);
        parser_->header_limit(static_cast<std::uint32_t>(limits_.header));
        if (limits_.head_only) {
            parser_->skip(true);
        }
    }

    void parse() {
        while (!done_ && !failed_ && !buffer_.empty()) {
            if (parser_->is_header_done() && parser_->chunked() && buffer_.size() < shortest_chunk_end) {
                return;
            }
            error_code error;
            const std::size_t used = parser_->put(asio::buffer(buffer_), error);
            buffer_.erase(0, used);
            if (error && error != beast_http::error::need_more) {
                refuse(error);
                return;
            }
            if (parser_->is_done()) {
                finish();
            } else if (buffer_.size() > limits_.header) {
                refuse(beast_http::error::header_limit);
            } else if (error || used == 0) {
                return;
            }
        }
    }

    void finish() {
        const unsigned status = parser_->get().result_int();
        if (status >= 200) {
            done_ = limits_.head_only || unpack();
            return;
        }
        // Protocols are not switched, and a server does not send informational replies without end.
        if (status < 100) {
            unreadable("the reply is not valid HTTP (bad status)",
                       "a gateway before the server may be broken; run again later", false);
            return;
        }
        if (status == 101 || ++informational_ > most_informational) {
            unreadable("the server sends informational replies instead of an answer",
                       "check that the base URL names the Census API", false);
            return;
        }
        begin();
    }

    /// Replaces a compressed body by what it holds; false if that cannot be had.
    bool unpack() {
        auto& message = parser_->get();
        const auto coding = message[beast_http::field::content_encoding];
        if (coding.empty() || boost::beast::iequals(coding, "identity")) {
            return true;
        }
        if (!boost::beast::iequals(coding, "gzip") && !boost::beast::iequals(coding, "x-gzip")) {
            unreadable("the reply is compressed in a way that was not asked for",
                       "a gateway before the server changes its replies", true);
            return false;
        }
        if (message.body().empty()) {
            return true;
        }
        unpacked_body unpacked = unpack_gzip(message.body(), limits_.body);
        if (unpacked.how == unpacked_body::verdict::too_large) {
            too_large();
            return false;
        }
        if (unpacked.how == unpacked_body::verdict::damaged) {
            unreadable("the compressed reply is damaged",
                       "a gateway before the server may be broken; run again later", false);
            return false;
        }
        message.body() = std::move(unpacked.body);
        return true;
    }

    void too_large() {
        unreadable("the reply is larger than " + amount(limits_.body),
                   "this is not a reply that the Census API gives; check the base URL", true);
        problem_.what.stage = stage::body;
    }

    void refuse(const error_code& error) {
        if (error == beast_http::error::body_limit || error == beast_http::error::buffer_overflow) {
            too_large();
        } else if (error == beast_http::error::header_limit) {
            unreadable("the headers of the reply are larger than " + amount(limits_.header),
                       "this is not a reply that the Census API gives; check the base URL", true);
        } else {
            unreadable("the reply is not valid HTTP (" + error.message() + ")",
                       "a gateway before the server may be broken; run again later", false);
        }
    }

    void unreadable(std::string message, std::string hint, bool permanent) {
        failed_ = true;
        problem_.what.stage = stage::decode;
        problem_.what.message = std::move(message);
        problem_.what.hint = std::move(hint);
        problem_.permanent = permanent;
    }

    exchange_limits limits_;
    std::unique_ptr<reply_parser> parser_;
    std::string buffer_;
    std::string beginning_;
    std::uint64_t received_{0};
    int informational_{0};
    bool ended_{false};
    bool done_{false};
    bool failed_{false};
    attempt_problem problem_;
};

void closed_before_reply(attempt_problem& problem) {
    problem.stale = true;
    problem.what.stage = stage::first_byte;
    problem.what.message = "the connection was closed before a reply came";
    problem.what.hint = "the server, or a gateway before it, drops connections; run again later";
}

void write_failed(attempt_problem& problem) {
    problem.stale = true;
    problem.what.stage = stage::write;
    problem.what.message = "the connection was closed while the request was being sent";
    problem.what.hint = "the server, or a gateway before it, drops connections; run again later";
}

}  // namespace

asio::awaitable<exchange_outcome> exchange(byte_stream& stream, std::string wire, exchange_limits limits,
                                           interruption& interrupt) {
    exchange_outcome outcome;
    reply_reader reader{limits};
    interruption::hook ended{interrupt, [&stream] {
                                 stream.close();
                             }};
    std::size_t written = 0;
    bool write_broke = false;
    while (written < wire.size() && !write_broke) {
        const std::string_view rest = std::string_view{wire}.substr(written);
        const io_result went = co_await stream.write_some(rest);
        written += went.bytes;
        write_broke = static_cast<bool>(went.error);
    }
    // A server may refuse a request before it has read all of it, so a reply is looked for even then.
    std::vector<char> chunk(read_size);
    while (!reader.done() && !reader.failed()) {
        const std::span<char> into{chunk};
        const io_result came = co_await stream.read_some(into);
        outcome.bytes_received += came.bytes;
        if (came.bytes > 0) {
            reader.take(std::string_view{chunk.data(), came.bytes});
        }
        if (!came.error || reader.done() || reader.failed()) {
            continue;
        }
        if (!reader.got_some()) {
            break;
        }
        if (came.error == asio::error::eof) {
            reader.end();
        } else {
            reader.cut_off();
        }
    }
    if (reader.done()) {
        outcome.leftover = reader.leftover();
        outcome.reusable = !write_broke && !outcome.leftover && !limits.head_only && reader.keep_alive();
        outcome.reply = reader.take_reply();
        co_return outcome;
    }
    outcome.problem = std::move(reader.problem());
    if (!reader.got_some()) {
        if (write_broke) {
            write_failed(outcome.problem);
        } else {
            closed_before_reply(outcome.problem);
        }
    }
    const bool none_sent = written == 0 && stream.counts_exactly() && !reader.got_some();
    outcome.problem.what.sent = none_sent ? sent_state::not_sent : sent_state::maybe_sent;
    co_return outcome;
}

}  // namespace censusctl::http
