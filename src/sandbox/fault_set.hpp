#pragma once
#include <functional>
#include <vector>

#include "sandbox/fault_rule.hpp"
#include "sandbox/http_server.hpp"
#include "sandbox/random_numbers.hpp"

namespace censusctl::sandbox {

/// The rules of a server with what they have counted so far. Not thread-safe. With the same rules and the
/// same requests in the same order, the same faults happen.
class fault_set {
public:
    explicit fault_set(std::vector<fault_rule> rules);

    /// The answer to a request: `work` does what was asked and is called at most once, or not at all when a
    /// fault keeps the request from its work. Before it, `others_act` is called with each rule that applies
    /// and says what other people do.
    [[nodiscard]] delivery deliver(const request& asked, const std::function<reply()>& work,
                                   const std::function<void(const fault_rule&)>& others_act);

private:
    struct counted_rule {
        fault_rule rule;
        random_numbers random;
        std::uint64_t matched{0};
        std::uint64_t happened{0};
    };

    static bool happens(counted_rule& one);

    std::vector<counted_rule> rules_;
};

}  // namespace censusctl::sandbox
