// Validation alone, over values made in memory: 10,000 syncs of 20 mappings against 200 objects of 300
// fields. Prints what each part takes; as a test it runs on fewer syncs, and only counts what is found.
// Argument: the number of syncs.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include "validation/validate.hpp"

using namespace censusctl;

namespace {

constexpr std::size_t object_count = 200;
constexpr std::size_t field_count = 300;
constexpr std::size_t mapping_count = 20;

model::catalogue make_catalogue() {
    model::catalogue made;
    model::source_connection source;
    source.id = 4;
    source.name = "Warehouse";
    source.objects_fetched = true;
    model::destination_connection destination;
    destination.id = 5;
    destination.name = "CRM";
    destination.objects_fetched = true;
    for (std::size_t at = 0; at < object_count; ++at) {
        model::source_object table;
        table.type = "model";
        table.id = static_cast<std::int64_t>(at) + 1;
        table.name = "model_" + std::to_string(at);
        table.columns_fetched = true;
        model::destination_object object;
        object.full_name = "object_" + std::to_string(at);
        object.allow_case_sensitive_field_names = at % 2 == 0;
        object.fields_fetched = true;
        for (std::size_t number = 0; number < field_count; ++number) {
            table.columns.push_back({"A_LONGER_COLUMN_" + std::to_string(number), "NUMBER(38,0)"});
            model::field field;
            field.full_name = "a_longer_field_" + std::to_string(number);
            field.type = "Number";
            field.createable = field.updateable = field.can_be_upsert_key = true;
            field.required_for_mapping = number < 5;
            object.fields.push_back(std::move(field));
        }
        source.objects.push_back(std::move(table));
        destination.objects.push_back(std::move(object));
    }
    made.sources.push_back(std::move(source));
    made.destinations.push_back(std::move(destination));
    return made;
}

/// Syncs that fit; or, if `wrong`, of which every column and field is misspelt in its own way.
std::vector<manifest::declared_sync> make_syncs(std::size_t count, bool wrong) {
    std::vector<manifest::declared_sync> made;
    made.reserve(count);
    for (std::size_t at = 0; at < count; ++at) {
        manifest::declared_sync& sync = made.emplace_back();
        const std::string object = std::to_string(at % object_count);
        const diagnostics::span place{0, static_cast<std::uint32_t>(at + 1), 3, 5};
        const std::string end = wrong ? "_" + std::to_string(at) : "";
        sync.key = {"sync-" + std::to_string(at), place};
        sync.spec.label = sync.key.value;
        sync.spec.operation = "upsert";
        sync.at.set(model::attribute::operation, place);
        sync.source.connection = {{std::nullopt, "Warehouse"}, place};
        sync.source.object = {{"model", std::nullopt, "model_" + object, {}}, place};
        sync.destination.connection = {{std::nullopt, "CRM"}, place};
        sync.spec.destination.object = "object_" + object;
        sync.at.set(model::attribute::destination_object, place);
        sync.at.set(model::attribute::mappings, place);
        for (std::size_t number = 0; number < mapping_count; ++number) {
            manifest::declared_mapping& mapping = sync.mappings.emplace_back();
            mapping.spec.from = model::column_source{"A_LONGER_COLUMN_" + std::to_string(number) + end};
            mapping.at.set(model::attribute::mapping_from, place);
            mapping.spec.to = "a_longer_field_" + std::to_string(number) + end;
            mapping.at.set(model::attribute::mapping_to, place);
            mapping.spec.is_primary_identifier = number == 0;
        }
    }
    return made;
}

class stopwatch {
public:
    [[nodiscard]] long long lap() {
        const auto now = std::chrono::steady_clock::now();
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_).count();
        began_ = now;
        return spent;
    }

private:
    std::chrono::steady_clock::time_point began_{std::chrono::steady_clock::now()};
};

std::size_t measure(const model::catalogue& metadata, std::size_t count, bool wrong) {
    const auto syncs = make_syncs(count, wrong);
    diagnostics::collector problems;
    stopwatch watch;
    validation::check_structure(syncs, problems);
    const auto structure = watch.lap();
    const auto resolved = validation::resolve(syncs, metadata, problems);
    const auto names = watch.lap();
    validation::check_metadata(resolved, problems);
    const auto checks = watch.lap();
    std::cout << count << (wrong ? " wrong" : " right") << " syncs: structure " << structure << " ms, names "
              << names << " ms, metadata " << checks << " ms; " << problems.all().size() << " problems\n";
    return problems.all().size();
}

}  // namespace

int main(int count, char** words) {
    const std::size_t syncs = count > 1 ? std::strtoul(words[1], nullptr, 10) : 10000;
    const model::catalogue metadata = make_catalogue();
    const std::size_t in_right = measure(metadata, syncs, false);
    const std::size_t in_wrong = measure(metadata, syncs, true);
    // Each wrong sync: 20 columns, 20 fields, and 5 required fields that nothing maps to, but for those that
    // a wrong name is like.
    const bool all_told =
        in_wrong > syncs * (2 * mapping_count + 4) && in_wrong <= syncs * (2 * mapping_count + 5);
    return in_right == 0 && all_told ? 0 : 1;
}
