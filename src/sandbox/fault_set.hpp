#pragma once
#include <functional>
#include <vector>

#include "sandbox/fault_rule.hpp"
#include "sandbox/http_server.hpp"
#include "sandbox/random_numbers.hpp"
#include "sandbox/target.hpp"

namespace censusctl::sandbox {

/// The rules of a server with what they have counted so far. Not thread-safe. With the same rules and the
/// same requests in the same order, the same faults happen.
class fault_set {
public:
    fault_set(std::vector<fault_rule> rules, served_api served);

    /// The answer to a request: `work` does what was asked and is called at most once, or not at all when a
    /// fault keeps the request from its work; it is also called for work that an earlier fault has put off to
    /// now. Before it, `others_act` is called with each rule that applies and says what other people do.
    [[nodiscard]] delivery deliver(const request& asked, const std::function<reply(const request&)>& work,
                                   const std::function<void(const fault_rule&)>& others_act);

private:
    struct counted_rule {
        fault_rule rule;
        random_numbers random;
        std::uint64_t matched{0};
        std::uint64_t happened{0};
    };

    /// A request whose work is done after some more requests.
    struct put_off {
        request asked;
        std::uint64_t requests;
    };

    static bool happens(counted_rule& counted);
    [[nodiscard]] bool applies(const fault_rule& rule, const request& asked, const target_parts& parts) const;
    void do_late_work(const std::function<reply(const request&)>& work);

    std::vector<counted_rule> rules_;
    served_api served_;
    std::vector<put_off> late_;
};

}  // namespace censusctl::sandbox
