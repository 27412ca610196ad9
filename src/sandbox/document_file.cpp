#include "sandbox/document_file.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "diagnostics/diagnostic.hpp"
#include "manifest/core_schema.hpp"
#include "manifest/yaml_reader.hpp"
#include "sandbox/input_error.hpp"
#include "text/digest.hpp"
#include "text/escape.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;
using manifest::yaml_node;

namespace {

std::string content_of(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        throw input_error{path.string() + ": this is a folder, not a file"};
    }
    if (std::filesystem::file_size(path, error) > manifest::limits::file_bytes && !error) {
        throw input_error{path.string() + ": the file is too large"};
    }
    std::ifstream file{path, std::ios::binary};
    std::ostringstream bytes;
    if (file) {
        bytes << file.rdbuf();
    }
    if (!file) {
        throw input_error{path.string() + ": cannot be read: " + std::strerror(errno)};
    }
    return bytes.str();
}

std::string located(const std::filesystem::path& path, diagnostics::span at, std::string_view problem) {
    std::string line = path.string();
    if (at.known()) {
        line += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    return line + ": " + text::escape_for_terminal(problem);
}

json::value convert_leaf(yaml_node from, const std::filesystem::path& path) {
    const std::string_view text = from.text();
    switch (manifest::core_type_of(from)) {
        case manifest::core_type::null:
            return nullptr;
        case manifest::core_type::boolean:
            return manifest::core_boolean(text);
        case manifest::core_type::integer:
            if (const auto number = manifest::core_integer(text)) {
                return *number;
            }
            throw input_error{located(path, from.where(), "the number needs more than 64 bits")};
        case manifest::core_type::number:
            if (const auto number = manifest::core_number(text); number && std::isfinite(*number)) {
                return *number;
            }
            throw input_error{located(path, from.where(), "the number is none that JSON can hold")};
        case manifest::core_type::text:
            break;
    }
    return json::value(json::string(text));
}

/// The reader bounds how deep this goes and how much aliases repeat.
json::value convert(yaml_node from, const std::filesystem::path& path) {
    if (from.is_mapping()) {
        json::object object;
        object.reserve(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            object[from.key(i).text()] = convert(from.value(i), path);
        }
        return json::value(std::move(object));
    }
    if (from.is_sequence()) {
        json::array array;
        array.reserve(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            array.push_back(convert(from.item(i), path));
        }
        return json::value(std::move(array));
    }
    return convert_leaf(from, path);
}

/// The rest of a path such as "mappings[1].to" behind `key`; absent when it starts with something else.
std::optional<std::string_view> behind(std::string_view path, std::string_view key) {
    if (!path.starts_with(key)) {
        return std::nullopt;
    }
    path.remove_prefix(key.size());
    if (path.starts_with('.')) {
        path.remove_prefix(1);
    } else if (!path.empty() && !path.starts_with('[')) {
        return std::nullopt;
    }
    return path;
}

std::optional<std::size_t> index_behind(std::string_view& path) {
    std::size_t index = 0;
    if (!path.starts_with('[')) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(path.data() + 1, path.data() + path.size(), index);
    if (error != std::errc{}) {
        return std::nullopt;
    }
    path.remove_prefix(static_cast<std::size_t>(end - path.data()) + 1);
    if (path.starts_with('.')) {
        path.remove_prefix(1);
    }
    return index;
}

/// Where the value of a path stands: a collection at its key, and what is not there at what should hold it.
diagnostics::span find_place(yaml_node at, std::string_view path, bool at_key) {
    diagnostics::span where = at.where();
    while (!path.empty()) {
        if (at.is_mapping()) {
            std::size_t i = 0;
            std::optional<std::string_view> rest;
            for (; i < at.size(); ++i) {
                rest = behind(path, at.key(i).text());
                if (rest) {
                    break;
                }
            }
            if (!rest) {
                return where;
            }
            path = *rest;
            const yaml_node key = at.key(i);
            at = at.value(i);
            where = at.is_scalar() && !(at_key && path.empty()) ? at.where() : key.where();
        } else {
            const auto index = at.is_sequence() ? index_behind(path) : std::nullopt;
            if (!index || *index >= at.size()) {
                return where;
            }
            at = at.item(*index);
            where = at.where();
        }
    }
    return where;
}

}  // namespace

document_file::document_file(std::filesystem::path path) : path_(std::move(path)) {
    const std::string bytes = content_of(path_);
    digest_ = text::sha256(bytes);
    diagnostics::collector problems;
    tree_ = manifest::read_yaml(bytes, 0, problems);
    std::string report;
    for (const diagnostics::diagnostic& problem : diagnostics::sorted(problems.all())) {
        if (problem.level != diagnostics::severity::error) {
            continue;
        }
        if (!report.empty()) {
            report += '\n';
        }
        report += located(path_, problem.where, problem.message);
    }
    if (!report.empty() || !tree_) {
        throw input_error{report.empty() ? path_.string() + ": cannot be read" : report};
    }
    value_ = convert(tree_->root(), path_);
}

void document_file::fail(const document_error& problem) const {
    const diagnostics::span where = find_place(tree_->root(), problem.path(), problem.at_key());
    throw input_error{located(path_, where, problem.what())};
}

}  // namespace censusctl::sandbox
