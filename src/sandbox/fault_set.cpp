#include "sandbox/fault_set.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

reply gateway_page(int status) {
    const std::string title = std::to_string(status) + " " + reason_of(status);
    reply page;
    page.status = status;
    page.content_type = "text/html";
    page.body = "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
                "</h1></center>\r\n</body>\r\n</html>\r\n";
    return page;
}

std::string body_of(const fault_rule& rule) {
    json::object body;
    if (rule.form == "number") {
        body["status"] = rule.status;
    } else if (rule.form == "text") {
        body["status"] = std::to_string(rule.status);
    } else {
        body["status"] = rule.status == 404 ? "not_found" : "error";
    }
    if (!rule.message.empty()) {
        body["message"] = rule.message;
    }
    return json::serialize(body);
}

reply faulty_answer(const fault_rule& rule) {
    reply answer;
    if (rule.kind == fault_kind::html) {
        answer = gateway_page(rule.status);
    } else if (rule.kind == fault_kind::empty) {
        answer.status = rule.status;
        answer.content_type.clear();
    } else if (!rule.form.empty()) {
        answer.status = rule.status;
        answer.body = body_of(rule);
    } else {
        answer = error_reply(rule.status, rule.message.empty() ? reason_of(rule.status) : rule.message);
    }
    if (!rule.retry_after.empty()) {
        answer.headers.emplace_back("Retry-After", rule.retry_after);
    }
    if (!rule.location.empty()) {
        answer.headers.emplace_back("Location", rule.location);
    }
    return answer;
}

/// The same request for the page before.
request for_page_before(const request& asked) {
    const std::size_t mark = std::min(asked.target.find('?'), asked.target.size());
    const std::string_view query =
        std::string_view(asked.target).substr(std::min(mark + 1, asked.target.size()));
    const std::size_t page = read_page_request(query).page;
    request before = asked;
    before.target = asked.target.substr(0, mark) + "?" + std::string(query) + (query.empty() ? "" : "&") +
                    "page=" + std::to_string(std::max<std::size_t>(page, 2) - 1);
    return before;
}

void shorten(std::string& body, std::size_t rows) {
    boost::system::error_code error;
    json::value parsed = json::parse(body, error);
    json::value* data = !error && parsed.is_object() ? parsed.get_object().if_contains("data") : nullptr;
    if (data != nullptr && data->is_array()) {
        json::array& list = data->get_array();
        list.resize(list.size() - std::min(rows, list.size()));
        body = json::serialize(parsed);
    }
}

/// Bytes that no JSON reader takes, the same for each answer of this size.
void garble(std::string& body) {
    random_numbers random{body.size()};
    for (char& c : body) {
        c = static_cast<char>(random.next() & 0xffU);
    }
    if (!body.empty()) {
        body.front() = '\0';
    }
}

}  // namespace

fault_set::fault_set(std::vector<fault_rule> rules, served_api served) : served_(served) {
    for (fault_rule& rule : rules) {
        const std::uint64_t seed = rule.seed;
        rules_.push_back({std::move(rule), random_numbers{seed}});
    }
}

bool fault_set::happens(counted_rule& counted) {
    if (++counted.matched <= counted.rule.skip) {
        return false;
    }
    if (counted.rule.times && counted.happened >= *counted.rule.times) {
        return false;
    }
    if (counted.rule.probability < 1.0 && counted.random.next_fraction() >= counted.rule.probability) {
        return false;
    }
    ++counted.happened;
    return true;
}

bool fault_set::applies(const fault_rule& rule, const request& asked, const target_parts& parts) const {
    if (!rule.method.empty() && rule.method != asked.method) {
        return false;
    }
    if (!rule.base.empty() && (!parts.spoken || base_path(served_, *parts.spoken) != rule.base)) {
        return false;
    }
    return path_matches(rule.pattern, parts.path);
}

void fault_set::do_late_work(const std::function<reply(const request&)>& work) {
    std::vector<request> due;
    for (put_off& waiting : late_) {
        if (waiting.requests == 0) {
            due.push_back(std::exchange(waiting.asked, request()));
        } else {
            --waiting.requests;
        }
    }
    std::erase_if(late_, [](const put_off& waiting) { return waiting.asked.method.empty(); });
    for (const request& asked : due) {
        static_cast<void>(work(asked));
    }
}

delivery fault_set::deliver(const request& asked, const std::function<reply(const request&)>& work,
                            const std::function<void(const fault_rule&)>& others_act) {
    do_late_work(work);
    delivery out;
    const fault_rule* decides = nullptr;
    const target_parts parts = rules_.empty() ? target_parts() : split_target(served_, asked.target);
    for (counted_rule& counted : rules_) {
        const bool of_a_kind = counted.rule.kind != fault_kind::none;
        if (of_a_kind && decides != nullptr) {
            continue;
        }
        if (!applies(counted.rule, asked, parts) || !happens(counted)) {
            continue;
        }
        out.delay += counted.rule.latency;
        if (counted.rule.removes || counted.rule.copies) {
            others_act(counted.rule);
        }
        if (of_a_kind) {
            decides = &counted.rule;
        }
    }
    const fault_kind kind = decides == nullptr ? fault_kind::none : decides->kind;
    const bool answers = kind == fault_kind::status || kind == fault_kind::html || kind == fault_kind::empty;
    if (decides != nullptr && decides->late > 0) {
        late_.push_back({asked, decides->late});
    } else if (kind != fault_kind::drop_before && (!answers || decides->after_work)) {
        out.answer = work(kind == fault_kind::repeats ? for_page_before(asked) : asked);
    }
    if (answers) {
        out.answer = faulty_answer(*decides);
    }
    out.drop = kind == fault_kind::drop_before || kind == fault_kind::drop_after;
    if (kind == fault_kind::cut) {
        out.cut = decides->cut;
    }
    if (kind == fault_kind::garble) {
        garble(out.answer.body);
    }
    if (kind == fault_kind::slow) {
        out.spread = decides->spread;
    }
    if (kind == fault_kind::answers && out.answer.status < 300) {
        out.answer.status = decides->status;
    }
    if (kind == fault_kind::shortens) {
        shorten(out.answer.body, decides->shortened);
    }
    return out;
}

}  // namespace censusctl::sandbox
