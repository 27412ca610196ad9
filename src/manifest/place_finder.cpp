#include "manifest/place_finder.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace censusctl::manifest {

place_finder::place_finder(std::string_view text, std::uint32_t file) : text_{text}, file_{file} {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
}

diagnostics::span place_finder::place(std::size_t offset, std::size_t end) {
    offset = std::min(offset, text_.size());
    const auto next_line = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next_line - line_starts_.begin()) - 1;
    if (line != last_line_ || offset < last_offset_) {
        last_line_ = line;
        last_offset_ = line_starts_[line];
        last_column_ = 0;
    }
    last_column_ += text::code_points_in(text_.substr(last_offset_, offset - last_offset_));
    last_offset_ = offset;

    std::size_t line_end = next_line == line_starts_.end() ? text_.size() : *next_line - 1;
    if (line_end > offset && text_[line_end - 1] == '\r') {
        --line_end;
    }
    const std::size_t shown_end = std::clamp(end, offset, std::max(line_end, offset));
    const std::size_t length = text::code_points_in(text_.substr(offset, shown_end - offset));
    return {file_, static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(last_column_ + 1),
            static_cast<std::uint32_t>(std::max<std::size_t>(length, 1))};
}

std::size_t place_finder::line_start(std::size_t offset) const {
    const auto next_line = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    return *(next_line - 1);
}

}  // namespace censusctl::manifest
