#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace censusctl::text {

/// Takes secrets out of text before anybody sees it. A secret is found as it stands and as the formats that
/// we print spell it: with the escapes of JSON, HTML, XML, Markdown, a URL, a shell, a workflow command and a
/// terminal. Of a longer one no run of 16 bytes is left either, since what is shown is cut to fit.
class redactor {
public:
    /// Texts of fewer than four bytes are no secrets: half of all output would go with them.
    void hide(std::string_view secret);

    /// The text with "[redacted]" for each secret.
    [[nodiscard]] std::string redact(std::string_view text) const;

    /// Whether a secret of 16 bytes or more, or such a part of one, stands in the text as it is.
    [[nodiscard]] bool holds(std::string_view text) const;

private:
    void add(std::string spelling);

    std::vector<std::string> secrets_;
    std::vector<std::string> spellings_;  ///< each once
};

}  // namespace censusctl::text
