#pragma once
#include <vector>

#include "json/reader.hpp"

namespace censusctl::census {

/// Reads one thing out of the `data` of a reply.
template <class T>
using decoder = void (*)(const json::reader& data, T& into);

/// Reads an array of them, as a list's `data` is.
template <class T>
void decode_rows(const json::reader& data, decoder<T> decode, std::vector<T>& into) {
    data.each_element([&](const json::reader& row) { decode(row, into.emplace_back()); });
}

}  // namespace censusctl::census
