#include "manifest/habitual_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/ascii.hpp"

namespace censusctl::manifest {
namespace {

using habit = std::pair<std::string_view, std::string_view>;

constexpr std::array<habit, 52> habits{{
    // Keys of a sync.
    {"name", "label"},
    {"title", "label"},
    {"sync_mode", "operation"},
    {"behavior", "operation"},
    {"behaviour", "operation"},
    {"disabled", "paused"},
    {"cron", "cron_expression"},
    {"cron_schedule", "cron_expression"},
    {"crontab", "cron_expression"},
    {"notifications", "alerts"},
    {"depends_on", "after"},
    {"fields", "mappings"},
    {"field_mappings", "mappings"},
    {"columns", "mappings"},
    {"target", "destination"},
    {"src", "source"},
    {"dest", "destination"},
    // Keys of a mapping, and of what stands under its `from`.
    {"primary", "is_primary_identifier"},
    {"primary_key", "is_primary_identifier"},
    {"primary_identifier", "is_primary_identifier"},
    {"identifier", "is_primary_identifier"},
    {"is_primary", "is_primary_identifier"},
    {"is_key", "is_primary_identifier"},
    {"key", "is_primary_identifier"},
    {"source", "from"},
    {"column", "from"},
    {"source_field", "from"},
    {"source_column", "from"},
    {"destination", "to"},
    {"field", "to"},
    {"destination_field", "to"},
    {"target_field", "to"},
    {"constant", "value"},
    {"template", "liquid_template"},
    {"liquid", "liquid_template"},
    {"custom", "generate_field"},
    {"create_field", "generate_field"},
    // Keys of a source or a destination.
    {"warehouse", "connection"},
    {"database", "catalog"},
    {"service", "connection"},
    // Words.
    {"create", "insert"},
    {"add", "insert"},
    {"insert_or_update", "upsert"},
    {"integer", "number"},
    {"int", "number"},
    {"float", "number"},
    {"string", "text"},
    {"bool", "boolean"},
    {"date", "datetime"},
    {"timestamp", "datetime"},
    {"manual", "never"},
    {"every_day", "daily"},
}};

}  // namespace

std::string_view meant_by(std::string_view wrong, std::span<const std::string_view> known) {
    std::string plain = text::lower_case(wrong);
    std::ranges::replace(plain, '-', '_');
    std::ranges::replace(plain, ' ', '_');
    for (const auto& [habitual, meant] : habits) {
        if (habitual == plain && std::ranges::find(known, meant) != known.end()) {
            return meant;
        }
    }
    return {};
}

}  // namespace censusctl::manifest
