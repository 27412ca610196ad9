#include "http/idle_connections.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <string>
#include <utility>

#include "unit/http/support/scripted_stream.hpp"

using namespace censusctl::http;
using censusctl::http::test::scripted_stream;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

idle_connections::time_point at(int ms) {
    return idle_connections::time_point{} + milliseconds{1'000'000 + ms};
}

/// Connections whose streams can be told apart, and broken, from outside.
struct shelf {
    boost::asio::io_context context{1};
    idle_connections kept;

    scripted_stream* put(int opened_ms, int put_ms) {
        auto stream = std::make_unique<scripted_stream>(context.get_executor());
        scripted_stream* const plain = stream.get();
        kept.put(kept_connection{std::move(stream), at(opened_ms), {}}, at(put_ms));
        return plain;
    }

    byte_stream* take(int ms, milliseconds at_most = idle_connections::longest_idle) {
        auto taken = kept.take(at(ms), at_most);
        return taken ? taken->stream.release() : nullptr;
    }
};

}  // namespace

TEST_CASE("the connection used last is used next") {
    shelf with;
    const std::unique_ptr<byte_stream> first{with.put(0, 10)};
    const std::unique_ptr<byte_stream> second{with.put(0, 20)};
    CHECK(with.take(30) == second.get());
    CHECK(with.take(30) == first.get());
    CHECK(with.take(30) == nullptr);
}

TEST_CASE("connections idle for four seconds are not used") {
    shelf with;
    with.put(0, 0);
    CHECK(with.take(4000) == nullptr);
    CHECK(with.kept.size() == 0);
    const std::unique_ptr<byte_stream> fresh{with.put(0, 5000)};
    CHECK(with.take(8999) == fresh.get());
}

TEST_CASE("a caller may want one that was used a moment ago") {
    shelf with;
    const std::unique_ptr<byte_stream> only{with.put(0, 0)};
    CHECK(with.take(1000, seconds{1}) == nullptr);
    CHECK(with.kept.size() == 1);
    CHECK(with.take(999, seconds{1}) == only.get());
}

TEST_CASE("connections older than five minutes are not used") {
    shelf with;
    with.put(0, 299'999);
    CHECK(with.take(300'000) == nullptr);
}

TEST_CASE("connections that were closed or hold unasked bytes are not used") {
    shelf with;
    with.put(0, 0)->closed = true;
    with.put(0, 0)->pieces.emplace_back("HTTP/1.1 408 Request Timeout\r\n");
    CHECK(with.take(1) == nullptr);
    CHECK(with.kept.size() == 0);
}

TEST_CASE("the ones idle longest go when there are too many") {
    shelf with;
    with.put(0, 0);
    with.put(0, 1);
    const std::unique_ptr<byte_stream> last{with.put(0, 2)};
    with.kept.shrink_to(5);
    CHECK(with.kept.size() == 3);
    with.kept.shrink_to(1);
    CHECK(with.kept.size() == 1);
    CHECK(with.take(3) == last.get());
}
