#include "model/kept_parts.hpp"

namespace censusctl::model {
namespace {

std::string part_of(const kept_member& member) {
    switch (member.place) {
        case kept_place::mode:
            return "mode";
        case kept_place::triggers:
            return "triggers";
        case kept_place::schedule:
            return "schedule";
        case kept_place::dbt_cloud:
            return "triggers.dbt_cloud";
        case kept_place::fivetran:
            return "triggers.fivetran";
        case kept_place::sync_sequence:
            return "triggers.sync_sequence";
        case kept_place::source:
            return "source";
        case kept_place::destination:
            return "destination";
        case kept_place::mapping:
            return "mappings[" + member.of + "]";
        case kept_place::mapping_from:
            return "mappings[" + member.of + "].from";
        case kept_place::mapping_data:
            return "mappings[" + member.of + "].from.data";
        case kept_place::alerts:
            return "alerts";
        case kept_place::alert:
            return "alerts[" + member.of + "]";
        case kept_place::alert_options:
            return "alerts[" + member.of + "].options";
    }
    return {};
}

}  // namespace

std::string path_of(const kept_member& member) {
    return part_of(member) + "." + member.name;
}

}  // namespace censusctl::model
