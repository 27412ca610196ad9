#pragma once
#include <boost/system/result.hpp>
#include <stdexcept>
#include <utility>

#include "http/failure.hpp"

namespace censusctl::http {

/// What went wrong in one attempt, with what only the retry policy wants to know of it.
struct attempt_problem {
    failure what;
    bool permanent{false};  ///< another attempt would fail the same way: an untrusted certificate, a 407
    bool stale{false};      ///< a kept-alive connection turned out to be dead before any byte of a reply
};

/// A step of an attempt: its product, or what stopped it.
template <class T>
using attempt_result = boost::system::result<T, attempt_problem>;

[[noreturn]] inline void throw_exception_from_error(const attempt_problem& problem,
                                                    const boost::source_location& /*where*/) {
    throw std::logic_error("a failed attempt was taken for a success: " + problem.what.message);
}

/// A problem before anything of the request was sent.
[[nodiscard]] inline attempt_problem not_sent(stage at, std::string message, std::string hint) {
    attempt_problem problem;
    problem.what.stage = at;
    problem.what.message = std::move(message);
    problem.what.hint = std::move(hint);
    return problem;
}

}  // namespace censusctl::http
