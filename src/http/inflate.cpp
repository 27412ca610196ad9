#include "http/inflate.hpp"

// zlib then promises not to write to its input.
#define ZLIB_CONST
#include <zlib.h>

#include <limits>
#include <vector>

namespace censusctl::http {
namespace {

constexpr std::size_t chunk_size = std::size_t{64} * 1024;
/// zlib's word for "a gzip header is expected, and the largest window".
constexpr int gzip_window = 16 + MAX_WBITS;

/// zlib's state, which is freed with it.
class inflater {
public:
    inflater() : ready_{inflateInit2(&stream_, gzip_window) == Z_OK} {}
    ~inflater() {
        if (ready_) {
            inflateEnd(&stream_);
        }
    }
    inflater(const inflater&) = delete;
    inflater& operator=(const inflater&) = delete;

    [[nodiscard]] bool ready() const noexcept { return ready_; }
    [[nodiscard]] z_stream& stream() noexcept { return stream_; }

private:
    z_stream stream_{};
    bool ready_;
};

}  // namespace

unpacked_body unpack_gzip(std::string_view packed, std::size_t most) {
    unpacked_body unpacked;
    inflater state;
    if (!state.ready() || packed.size() > std::numeric_limits<uInt>::max()) {
        return unpacked;
    }
    std::vector<char> chunk(chunk_size);
    z_stream& stream = state.stream();
    stream.next_in = reinterpret_cast<const Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        const int status = inflate(&stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END) {
            return unpacked_body{};
        }
        const std::size_t size = chunk.size() - stream.avail_out;
        if (size > most - unpacked.body.size()) {
            return unpacked_body{unpacked_body::verdict::too_large, {}};
        }
        unpacked.body.append(chunk.data(), size);
        if (status != Z_STREAM_END) {
            continue;
        }
        if (stream.avail_in == 0) {
            unpacked.how = unpacked_body::verdict::whole;
            return unpacked;
        }
        if (inflateReset(&stream) != Z_OK) {
            return unpacked_body{};
        }
    }
}

}  // namespace censusctl::http
