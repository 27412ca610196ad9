#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "manifest/place_finder.hpp"
#include "manifest/yaml_reader.hpp"
#include "manifest/yaml_scan.hpp"
#include "text/utf8.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
using diagnostics::span;
using flaw_kind = text::text_flaw::flaw_kind;

std::string hexadecimal(const char* format, char32_t value) {
    std::array<char, 32> shown{};
    std::snprintf(shown.data(), shown.size(), format, static_cast<unsigned>(value));
    return shown.data();
}

void report_flaw(const text::text_flaw& flaw, span where, diagnostics::collector& problems) {
    switch (flaw.kind) {
        case flaw_kind::utf16:
            problems
                .report(code::yaml_encoding, where, "the file is not UTF-8 but, it seems, UTF-16 or UTF-32")
                .hints.emplace_back("save the file as UTF-8");
            return;
        case flaw_kind::not_utf8:
            problems
                .report(code::yaml_encoding, where,
                        "the byte " + hexadecimal("0x%02X", flaw.value) + " is not UTF-8")
                .hints.emplace_back("save the file as UTF-8");
            return;
        case flaw_kind::control:
            problems
                .report(code::yaml_encoding, where,
                        "the control character " + hexadecimal("U+%04X", flaw.value) +
                            " must not stand in a YAML file")
                .hints.push_back("remove it, or write it as an escape in double quotes: \"" +
                                 hexadecimal("\\u%04X", flaw.value) + "\"");
            return;
        case flaw_kind::byte_order_mark:
            problems
                .report(code::yaml_encoding, where,
                        "an invisible byte order mark (U+FEFF) stands inside the file")
                .hints.emplace_back("remove it; files that were joined often have one");
            return;
    }
}

}  // namespace

bool check_text(std::string_view text, std::uint32_t file, diagnostics::collector& problems) {
    const span start{file, 1, 1, 1};
    if (text.size() > limits::file_bytes) {
        problems
            .report(code::yaml_limit, start, "the file has more than 64 MiB, which is the most that is read")
            .hints.emplace_back("split it into several files");
        return false;
    }
    text = text::without_byte_order_mark(text);
    const auto flaw = text::first_flaw(text);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (lines > limits::lines && !flaw) {
        problems.report(code::yaml_limit, start,
                        "the file has more than 5000000 lines, which is the most that is read");
        return false;
    }
    if (flaw) {
        span where = start;
        if (lines <= limits::lines && flaw->kind != flaw_kind::utf16) {
            where = place_finder(text, file).place(flaw->offset, flaw->offset + 1);
        }
        report_flaw(*flaw, where, problems);
        return false;
    }
    const auto indicators = std::count_if(text.begin(), text.end(), [](char character) {
        return character == ',' || character == ':' || character == '[' || character == ']' ||
               character == '{' || character == '}';
    });
    if (static_cast<std::size_t>(indicators) > limits::indicators) {
        problems
            .report(code::yaml_limit, start,
                    "the file has more than 4000000 brackets, commas and colons, which is the most that "
                    "is read")
            .hints.emplace_back("split it into several files");
        return false;
    }
    if (const auto directive = first_directive(text)) {
        const std::size_t end = std::min(text.find('\n', *directive), text.size());
        problems
            .report(code::yaml_syntax, place_finder(text, file).place(*directive, end),
                    "directives are not read: every file is YAML 1.2")
            .hints.emplace_back("remove this line");
        return false;
    }
    return true;
}

}  // namespace censusctl::manifest
