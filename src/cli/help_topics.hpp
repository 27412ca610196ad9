#pragma once
#include <span>
#include <string_view>

namespace censusctl::cli {

/// What is not of one command, and bears no command's name: `censusctl help files`, and a man page in
/// section 7.
struct help_topic {
    std::string_view name;     ///< "files"
    std::string_view summary;  ///< one line, as lists show it
    std::string_view text;     ///< paragraphs, and examples, whose lines begin with two spaces
};

/// All topics, in the order in which a newcomer reads them.
[[nodiscard]] std::span<const help_topic> help_topics() noexcept;

/// The topic of this name; null where there is none.
[[nodiscard]] const help_topic* find_topic(std::string_view name) noexcept;

namespace topic {

extern const std::string_view files;
extern const std::string_view existing;
extern const std::string_view problems;
extern const std::string_view applying;
extern const std::string_view differences;
extern const std::string_view formats;
extern const std::string_view trust;
extern const std::string_view generations;
extern const std::string_view network;
extern const std::string_view worlds;

}  // namespace topic

}  // namespace censusctl::cli
