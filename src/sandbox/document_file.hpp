#pragma once
#include <boost/json/value.hpp>
#include <filesystem>
#include <optional>
#include <string>

#include "manifest/yaml_tree.hpp"
#include "sandbox/document.hpp"

namespace censusctl::sandbox {

/// A world or fault file, read as YAML (JSON is YAML) into a JSON document whose values can be found again in
/// the file.
class document_file {
public:
    /// Reads a file. Throws input_error, with one line "file:line:column: problem" for each problem.
    explicit document_file(std::filesystem::path path);

    [[nodiscard]] const boost::json::value& value() const noexcept { return value_; }
    /// text::sha256 of the file's bytes.
    [[nodiscard]] const std::string& digest() const noexcept { return digest_; }

    /// Throws input_error "file:line:column: path problem". A path that the file does not have has the
    /// place of what should hold it.
    [[noreturn]] void fail(const document_error& problem) const;

private:
    std::filesystem::path path_;
    std::string digest_;
    std::optional<manifest::yaml_tree> tree_;
    boost::json::value value_;
};

}  // namespace censusctl::sandbox
