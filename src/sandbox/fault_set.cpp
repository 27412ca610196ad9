#include "sandbox/fault_set.hpp"

#include "sandbox/target.hpp"

namespace censusctl::sandbox {

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

reply faulty_answer(const fault_rule& rule) {
    reply answer;
    if (rule.kind == fault_kind::html) {
        answer = gateway_page(rule.status);
    } else if (rule.kind == fault_kind::empty) {
        answer.status = rule.status;
        answer.content_type.clear();
    } else {
        answer = error_reply(rule.status, rule.message.empty() ? reason_of(rule.status) : rule.message);
    }
    if (!rule.retry_after.empty()) {
        answer.headers.emplace_back("Retry-After", rule.retry_after);
    }
    return answer;
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

fault_set::fault_set(std::vector<fault_rule> rules) {
    for (fault_rule& rule : rules) {
        const std::uint64_t seed = rule.seed;
        rules_.push_back({std::move(rule), random_numbers{seed}});
    }
}

bool fault_set::happens(counted_rule& one) {
    if (++one.matched <= one.rule.skip) {
        return false;
    }
    if (one.rule.times && one.happened >= *one.rule.times) {
        return false;
    }
    if (one.rule.probability < 1.0 && one.random.next_fraction() >= one.rule.probability) {
        return false;
    }
    ++one.happened;
    return true;
}

delivery fault_set::deliver(const request& asked, const std::function<reply()>& work,
                            const std::function<void(const fault_rule&)>& others_act) {
    delivery out;
    const fault_rule* decides = nullptr;
    const std::string path = rules_.empty() ? std::string{} : split_target(asked.target).path;
    for (counted_rule& one : rules_) {
        const bool of_a_kind = one.rule.kind != fault_kind::none;
        if (of_a_kind && decides != nullptr) {
            continue;
        }
        if (!one.rule.method.empty() && one.rule.method != asked.method) {
            continue;
        }
        if (!path_matches(one.rule.pattern, path) || !happens(one)) {
            continue;
        }
        out.delay += one.rule.latency;
        if (one.rule.removes || one.rule.copies) {
            others_act(one.rule);
        }
        if (of_a_kind) {
            decides = &one.rule;
        }
    }
    const fault_kind kind = decides == nullptr ? fault_kind::none : decides->kind;
    const bool answers = kind == fault_kind::status || kind == fault_kind::html || kind == fault_kind::empty;
    if (kind != fault_kind::drop_before && (!answers || decides->after_work)) {
        out.answer = work();
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
    return out;
}

}  // namespace censusctl::sandbox
