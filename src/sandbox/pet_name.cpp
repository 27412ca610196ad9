#include "sandbox/pet_name.hpp"

#include <array>
#include <string_view>

namespace censusctl::sandbox {

namespace {

// The sizes of each pair of lists have no common divisor, so that a number below their product is found again
// from its two words.
constexpr std::array<std::string_view, 8> manners{"wandering", "drifting", "humming", "leaning",
                                                  "passing",   "resting",  "turning", "waiting"};
constexpr std::array<std::string_view, 9> ways{"aimlessly", "boldly", "calmly",   "duly",  "evenly",
                                               "fondly",    "gladly", "honestly", "keenly"};
constexpr std::array<std::string_view, 16> shines{
    "glimmering", "amber", "brisk", "copper", "dusty", "eager", "fabled", "gentle",
    "hidden",     "ivory", "jolly", "kindly", "lunar", "misty", "narrow", "opal"};
constexpr std::array<std::string_view, 15> animals{"donkey",  "badger", "curlew", "dormouse", "egret",
                                                   "ferret",  "gannet", "heron",  "ibex",     "jackdaw",
                                                   "kestrel", "lynx",   "marten", "newt",     "otter"};

template <class First, class Second>
std::string two_words(const First& first, const Second& second, std::uint64_t number) {
    std::string name{first[number % first.size()]};
    name += '_';
    name += second[number % second.size()];
    if (const std::uint64_t round = number / (first.size() * second.size()); round > 0) {
        name += '_' + std::to_string(round);
    }
    return name;
}

}  // namespace

std::string pet_name(pet_kind kind, std::int64_t number) {
    const auto counted = static_cast<std::uint64_t>(number);
    return kind == pet_kind::group ? two_words(manners, ways, counted) : two_words(shines, animals, counted);
}

}  // namespace censusctl::sandbox
