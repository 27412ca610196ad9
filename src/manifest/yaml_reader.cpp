#include "manifest/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <string>
#include <utility>

#include "manifest/surrogate_pairs.hpp"
#include "manifest/tree_events.hpp"
#include "text/utf8.hpp"

namespace censusctl::manifest {
namespace {

std::size_t offset_of(const YAML::Mark& mark) noexcept {
    return mark.is_null() ? 0 : static_cast<std::size_t>(mark.pos);
}

/// Hands the parser's events on.
class event_bridge final : public YAML::EventHandler {
public:
    explicit event_bridge(tree_events& events) : events_{events} {}

    void OnDocumentStart(const YAML::Mark& mark) override { events_.start_document(offset_of(mark)); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        events_.add_null(offset_of(mark), anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        events_.add_alias(offset_of(mark), anchor);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        events_.add_scalar(offset_of(mark), tag, anchor, value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        events_.start_collection(yaml_kind::sequence, offset_of(mark), tag, anchor,
                                 style == YAML::EmitterStyle::Flow);
    }
    void OnSequenceEnd() override { events_.end_collection(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        events_.start_collection(yaml_kind::mapping, offset_of(mark), tag, anchor,
                                 style == YAML::EmitterStyle::Flow);
    }
    void OnMapEnd() override { events_.end_collection(); }

private:
    tree_events& events_;
};

}  // namespace

std::optional<yaml_tree> read_yaml(std::string_view text, std::uint32_t file,
                                   diagnostics::collector& problems) {
    if (!check_text(text, file, problems)) {
        return std::nullopt;
    }
    text = text::without_byte_order_mark(text);
    std::optional<std::string> replaced = without_surrogate_pairs(text);
    tree_events events(text, file, problems, replaced.has_value());
    try {
        std::istringstream input{replaced ? std::move(*replaced) : std::string(text)};
        YAML::Parser parser(input);
        event_bridge bridge(events);
        while (parser.HandleNextDocument(bridge)) {
        }
        return std::move(events).finish();
    } catch (const reading_stopped&) {
        return std::nullopt;
    } catch (const YAML::Exception& failure) {
        events.report_complaint(offset_of(failure.mark), failure.msg);
        return std::nullopt;
    }
}

}  // namespace censusctl::manifest
