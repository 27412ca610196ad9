#pragma once
#include <cstdint>
#include <string>

namespace censusctl::sandbox {

/// What the two words name: groups read like "wandering_aimlessly", activations like "glimmering_donkey".
enum class pet_kind { group, activation };

/// A name of two words for a number, as V2's ids read. No two numbers from 0 on share one.
[[nodiscard]] std::string pet_name(pet_kind kind, std::int64_t number);

}  // namespace censusctl::sandbox
