#include "census/today_alert_codec.hpp"

#include <array>
#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "census/kept_members.hpp"
#include "json/canonical.hpp"
#include "model/alert_words.hpp"
#include "model/vocabulary.hpp"

namespace censusctl::census {
namespace {

constexpr std::string_view first_time = "first_time";

constexpr std::array<std::string_view, 5> of_alert{"id", "type", "send_for", "should_send_recovery",
                                                   "options"};
constexpr std::array<std::string_view, 4> of_options{"threshold", "unit", "start_type", "status_name"};

bool matches(const model::alert& left, const model::alert& right) {
    return left.type == right.type && left.threshold == right.threshold && left.unit == right.unit &&
           left.start_type == right.start_type && left.status_name == right.status_name;
}

/// Whether it is told of alike; what is not stated is as the server makes it.
bool is_sent_alike(const model::alert& left, const model::alert& right) {
    const auto frequency = [](const model::alert& alert) {
        return alert.send_for.empty() ? std::string_view(first_time) : std::string_view(alert.send_for);
    };
    return frequency(left) == frequency(right) &&
           left.should_send_recovery.value_or(true) == right.should_send_recovery.value_or(true);
}

/// Gives each wanted alert one of those that are there: first those that are the same, then those of the same
/// options, then any of its type.
class partners {
public:
    partners(const std::vector<model::alert>& desired, const std::vector<model::alert>& live)
        : live_(live), used_(live.size(), false), of_(desired.size(), nullptr) {
        for (std::size_t at = 0; at < desired.size(); ++at) {
            take(at, [&](const model::alert& there) {
                return matches(desired[at], there) && is_sent_alike(desired[at], there);
            });
        }
        for (std::size_t at = 0; at < desired.size(); ++at) {
            take(at, [&](const model::alert& there) { return matches(desired[at], there); });
        }
        for (std::size_t at = 0; at < desired.size(); ++at) {
            take(at, [&](const model::alert& there) { return desired[at].type == there.type; });
        }
    }

    [[nodiscard]] const model::alert* of(std::size_t at) const { return of_[at]; }
    /// Which of the live alerts that is: its place, as `kept` names it.
    [[nodiscard]] std::string place_of(std::size_t at) const {
        return of_[at] == nullptr ? std::string() : std::to_string(of_[at] - live_.data());
    }

private:
    template <class Fits>
    void take(std::size_t at, Fits fits) {
        for (std::size_t there = 0; of_[at] == nullptr && there < live_.size(); ++there) {
            if (!used_[there] && fits(live_[there])) {
                used_[there] = true;
                of_[at] = &live_[there];
            }
        }
    }

    const std::vector<model::alert>& live_;
    std::vector<bool> used_;
    std::vector<const model::alert*> of_;
};

void encode_options(json::writer& to, const model::alert& alert, const model::kept_parts& kept,
                    std::string_view place) {
    to.key("options").begin_object();
    to.if_stated("threshold", alert.threshold);
    to.if_stated("unit", alert.unit);
    to.if_stated("start_type", alert.start_type);
    to.if_stated("status_name", alert.status_name);
    if (!place.empty()) {
        write_kept(to, kept, model::kept_place::alert_options, place);
    }
    to.end_object();
}

void encode_alert(json::writer& to, const model::alert& alert, const model::alert* there,
                  const model::kept_parts& kept, std::string_view place) {
    to.begin_object();
    if (there != nullptr) {
        to.if_stated("id", there->id);
    }
    to.member("type", model::api_word_of_alert(alert.type));
    if (alert.type != model::vocabulary::alert_without_frequency) {
        to.member("send_for", alert.send_for.empty() ? std::string(first_time) : alert.send_for);
        to.member("should_send_recovery", alert.should_send_recovery.value_or(true));
    } else if (there != nullptr) {
        to.if_stated("send_for", there->send_for);
        to.if_stated("should_send_recovery", there->should_send_recovery);
    }
    encode_options(to, alert, kept, place);
    if (!place.empty()) {
        write_kept(to, kept, model::kept_place::alert, place);
    }
    to.end_object();
}

/// A whole number, also as the text of one.
std::optional<std::int64_t> decode_threshold(const json::reader& options) {
    const json::reader threshold = options.member("threshold");
    if (threshold.kind() == json::kind::text) {
        // 0 is a threshold: "any record".
        return threshold.as_text() == "0" ? std::optional<std::int64_t>(0) : options.id("threshold");
    }
    return options.integer("threshold");
}

model::alert decode_alert(const json::reader& row, std::string type, const std::string& place,
                          model::kept_parts& kept) {
    model::alert alert;
    alert.type = std::move(type);
    alert.id = row.id("id");
    alert.send_for = row.text("send_for");
    if (row.look("should_send_recovery") == json::presence::present) {
        alert.should_send_recovery = row.flag("should_send_recovery");
    }
    if (row.look("options") == json::presence::present) {
        const json::reader options = row.object("options");
        alert.threshold = decode_threshold(options);
        alert.unit = options.text("unit");
        alert.start_type = options.text("start_type");
        alert.status_name = options.text("status_name");
        keep_unknown(options, of_options, model::kept_place::alert_options, place, kept);
    }
    keep_unknown(row, of_alert, model::kept_place::alert, place, kept);
    return alert;
}

}  // namespace

std::optional<std::vector<model::alert>> decode_today_alerts(const json::reader& sync,
                                                             model::kept_parts& kept) {
    std::vector<model::alert> alerts;
    const bool there = sync.each("alert_attributes", [&](const json::reader& row) {
        const std::string word = row.required_text("type");
        std::string type = model::alert_type_of(word);
        if (type.empty()) {
            kept.members.push_back({model::kept_place::alerts, {}, word, json::canonical(row.value())});
        } else {
            alerts.push_back(decode_alert(row, std::move(type), std::to_string(alerts.size()), kept));
        }
    });
    return there ? std::optional(std::move(alerts)) : std::nullopt;
}

void encode_today_alerts(json::writer& to, const std::vector<model::alert>& desired,
                         const std::vector<model::alert>& live, const model::kept_parts& kept) {
    const partners there(desired, live);
    to.begin_array();
    for (std::size_t at = 0; at < desired.size(); ++at) {
        encode_alert(to, desired[at], there.of(at), kept, there.place_of(at));
    }
    for (const model::kept_member& member : kept.members) {
        if (member.place == model::kept_place::alerts) {
            to.raw(member.json);
        }
    }
    to.end_array();
}

}  // namespace censusctl::census
