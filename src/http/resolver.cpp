#include "http/resolver.hpp"

#include <netdb.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>

namespace censusctl::http {

namespace asio = boost::asio;
using asio::ip::tcp;

/// What the thread and the waiting coroutines share; the last of them to go frees it.
struct resolver::pending_lookup {
    std::string name;
    std::mutex guard;
    lookup_answer answer;
    int event{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};

    pending_lookup() = default;
    pending_lookup(const pending_lookup&) = delete;
    pending_lookup& operator=(const pending_lookup&) = delete;
    ~pending_lookup() {
        if (event >= 0) {
            close(event);
        }
    }

    /// Does the lookup in a thread of its own, which keeps `self`; false if there can be none.
    [[nodiscard]] static bool start(const std::shared_ptr<pending_lookup>& self,
                                    const lookup_function& lookup, const std::string& host,
                                    std::uint16_t port) {
        if (self->event < 0) {
            return false;
        }
        try {
            std::thread{run, self, lookup, host, port}.detach();
        } catch (const std::system_error&) {
            return false;
        }
        return true;
    }

    static void run(const std::shared_ptr<pending_lookup>& self, const lookup_function& lookup,
                    const std::string& host, std::uint16_t port) {
        lookup_answer found;
        try {
            found = lookup(host, port);
        } catch (const std::exception& error) {
            found.problem = error.what();
        }
        {
            const std::lock_guard held{self->guard};
            self->answer = std::move(found);
        }
        const std::uint64_t number = 1;
        // The event counts up from zero once, and is never read: it wakes all who wait for it.
        [[maybe_unused]] const ssize_t written = write(self->event, &number, sizeof number);
    }
};

namespace {

attempt_problem not_resolved(const std::string& host, const lookup_answer& answer) {
    attempt_problem problem = not_sent(
        stage::resolve, "the name " + host + " could not be resolved: " + answer.problem,
        answer.permanent ? "check the spelling of the host" : "check this machine's network and name server");
    problem.permanent = answer.permanent;
    return problem;
}

}  // namespace

resolver::resolver(lookup_function lookup) : lookup_{std::move(lookup)} {}

resolver::~resolver() = default;

lookup_answer system_lookup(const std::string& host, std::uint16_t port) {
    lookup_answer answer;
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int status = getaddrinfo(host.c_str(), nullptr, &wanted, &list);
    if (status != 0) {
        answer.problem = gai_strerror(status);
        answer.permanent = status == EAI_NONAME || status == EAI_NODATA;
        return answer;
    }
    for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
        if (entry->ai_family != AF_INET && entry->ai_family != AF_INET6) {
            continue;
        }
        tcp::endpoint endpoint;
        std::memcpy(endpoint.data(), entry->ai_addr, entry->ai_addrlen);
        endpoint.resize(entry->ai_addrlen);
        endpoint.port(port);
        answer.endpoints.push_back(endpoint);
    }
    freeaddrinfo(list);
    if (answer.endpoints.empty()) {
        answer.problem = "it has no address";
        answer.permanent = true;
    }
    return answer;
}

asio::awaitable<attempt_result<std::vector<tcp::endpoint>>> resolver::resolve(std::string host,
                                                                              std::uint16_t port,
                                                                              interruption& interrupt) {
    const auto executor = co_await asio::this_coro::executor;
    std::vector<tcp::endpoint> found;
    boost::system::error_code no_address;
    const auto address = asio::ip::make_address(host, no_address);
    if (!no_address) {
        found.emplace_back(address, port);
        co_return found;
    }
    const std::string name = host + ":" + std::to_string(port);
    if (name == known_name_ && !known_.empty()) {
        found = known_;
        co_return found;
    }
    std::shared_ptr<pending_lookup> pending = pending_;
    if (!pending || pending->name != name) {
        pending = std::make_shared<pending_lookup>();
        pending->name = name;
        pending_ = pending;
        if (!pending_lookup::start(pending, lookup_, host, port)) {
            pending_.reset();
            pending.reset();
        }
    }
    if (!pending) {
        attempt_problem problem = not_sent(
            stage::resolve, "the name " + host + " could not be looked up: no thread could be started",
            "this machine is short of threads or file descriptors");
        co_return problem;
    }
    {
        // A descriptor of its own, so that giving up here closes nothing that the thread still writes to.
        asio::posix::stream_descriptor answered{executor, dup(pending->event)};
        interruption::hook ended{interrupt, [&answered] {
                                     answered.cancel();
                                 }};
        constexpr auto token = asio::as_tuple(asio::use_awaitable);
        const auto readable = asio::posix::stream_descriptor::wait_read;
        co_await answered.async_wait(readable, token);
    }
    if (interrupt.raised()) {
        attempt_problem problem =
            not_sent(stage::resolve, "the name " + host + " was not resolved in time", "");
        co_return problem;
    }
    lookup_answer answer;
    {
        const std::lock_guard held{pending->guard};
        answer = pending->answer;
    }
    if (pending_ == pending) {
        pending_.reset();
    }
    if (answer.problem.empty() && answer.endpoints.empty()) {
        answer.problem = "the lookup gave no answer";
    }
    if (!answer.problem.empty()) {
        attempt_problem problem = not_resolved(host, answer);
        co_return problem;
    }
    known_name_ = name;
    known_ = alternate_families(answer.endpoints);
    found = known_;
    co_return found;
}

std::vector<tcp::endpoint> alternate_families(const std::vector<tcp::endpoint>& endpoints) {
    std::vector<tcp::endpoint> first;
    std::vector<tcp::endpoint> second;
    for (const tcp::endpoint& endpoint : endpoints) {
        const bool like_first = endpoint.protocol() == endpoints.front().protocol();
        (like_first ? first : second).push_back(endpoint);
    }
    std::vector<tcp::endpoint> ordered;
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size()) {
            ordered.push_back(first[i]);
        }
        if (i < second.size()) {
            ordered.push_back(second[i]);
        }
    }
    return ordered;
}

}  // namespace censusctl::http
