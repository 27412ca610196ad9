#include "census/reply.hpp"

#include <algorithm>
#include <boost/json/value.hpp>
#include <charconv>

#include "census/refusal.hpp"
#include "json/document.hpp"
#include "json/number.hpp"
#include "text/escape.hpp"

namespace censusctl::census {
namespace {

namespace bj = boost::json;

constexpr std::size_t longest_status_word = 40;
constexpr std::string_view not_found_word = "not_found";
constexpr std::string_view white_space = " \t\r\n";

bool is_success(int status) noexcept {
    return status >= 200 && status < 300;
}

/// The envelope's status as text, since "404" comes as a string and as a number.
std::string status_word(const bj::value& root) {
    const auto* members = root.if_object();
    const auto* status = members == nullptr ? nullptr : members->if_contains("status");
    if (status == nullptr) {
        return {};
    }
    const auto* word = status->if_string();
    return word == nullptr ? json::number_text(*status) : std::string(word->data(), word->size());
}

/// The envelope's status as a refusal by number; 0 if it is none.
int refusal_number(std::string_view word) noexcept {
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool whole = error == std::errc{} && end == word.data() + word.size();
    return whole && number >= 400 && number < 600 ? number : 0;
}

std::string server_message(const bj::value& root) {
    const auto* members = root.if_object();
    const auto* message = members == nullptr ? nullptr : members->if_contains("message");
    const auto* text = message == nullptr ? nullptr : message->if_string();
    return text == nullptr ? std::string{} : std::string(text->data(), text->size());
}

bool is_web_page(std::string_view body) noexcept {
    const std::size_t start = body.find_first_not_of(white_space);
    return start != std::string_view::npos && body[start] == '<';
}

http::failure no_json(const call& asked, const http::response& reply, const std::string& problem) {
    if (reply.body.find_first_not_of(white_space) == std::string::npos) {
        return unreadable(asked, reply.status, "is empty", "try again; if it stays so, check the base URL");
    }
    if (is_web_page(reply.body)) {
        return unreadable(asked, reply.status, "is a web page, not JSON",
                          "check the base URL; a proxy or gateway may have answered instead of the API");
    }
    return unreadable(asked, reply.status, "is not JSON: " + problem,
                      "try again; if it stays so, check the base URL");
}

std::string expectation(std::string_view word) {
    return "is '" + text::escape_and_cut(word, longest_status_word) +
           "', expected 'success', 'created' or 'error'";
}

/// Reads the envelope of a reply whose HTTP status is a success.
std::optional<http::failure> read_success(const call& asked, const http::response& reply,
                                          const bj::value& root, const data_taker& take,
                                          envelope_rules rules) {
    json::decode_problem problem;
    const json::reader envelope(root, problem);
    const std::string word = status_word(root);
    const int number = word == not_found_word ? status_not_found : refusal_number(word);
    if (word == "error" || number != 0) {
        refusal reason;
        reason.status = number == 0 ? reply.status : number;
        reason.envelope = word;
        reason.server_text = server_message(root);
        reason.from_api = true;
        return refused(asked, reply.status, std::move(reason));
    }
    const auto& words = rules.success_words;
    if (root.is_object() && (words.empty() || std::ranges::find(words, word) != words.end())) {
        const json::reader data = envelope.member("data");
        if (rules.has_data && envelope.look("data") == json::presence::missing) {
            data.refuse("is missing");
        } else {
            take(data, envelope);
        }
    } else if (envelope.demand(json::presence::present, json::kind::object)) {
        const json::reader status = envelope.member("status");
        if (word.empty()) {
            status.demand(envelope.look("status"), json::kind::text);
        }
        status.refuse(expectation(word));
    }
    if (!problem.found()) {
        return std::nullopt;
    }
    const std::string where = problem.where.empty() ? "it" : problem.where;
    return unreadable(asked, reply.status,
                      "is not what the API reference describes: " + where + " " + problem.what,
                      "the server may speak another generation of the API");
}

}  // namespace

std::optional<page_totals> decode_totals(const json::reader& envelope) {
    if (envelope.look("pagination") != json::presence::present) {
        return std::nullopt;
    }
    const json::reader pagination = envelope.object("pagination");
    page_totals totals;
    totals.records = pagination.integer("total_records").value_or(0);
    totals.page = pagination.integer("page").value_or(0);
    // A list of no rows may have no last page.
    totals.last_page = pagination.integer("last_page").value_or(totals.page);
    return totals;
}

http::failure about_another(const call& asked, int http_status) {
    return unreadable(asked, http_status, "is about another thing than was asked for",
                      "something between here and the workspace mixes replies up");
}

std::optional<http::failure> read_reply(const call& asked, const http::response& reply,
                                        const data_taker& take, envelope_rules rules) {
    json::document document;
    const bool parsed = document.parse(reply.body);
    if (is_success(reply.status)) {
        return parsed ? read_success(asked, reply, document.root(), take, rules)
                      : no_json(asked, reply, document.problem());
    }
    refusal reason;
    reason.status = reply.status;
    reason.from_api = document.root().is_object();
    reason.server_text = server_message(document.root());
    reason.location = reply.header("location");
    return refused(asked, reply.status, std::move(reason));
}

}  // namespace censusctl::census
