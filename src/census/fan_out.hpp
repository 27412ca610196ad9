#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "http/failure.hpp"

namespace censusctl::census {

/// The rank of a job, compared part by part. It orders which jobs start first, and which failure counts.
using job_rank = std::vector<std::size_t>;

/// Jobs that run side by side on one executor, some at most at a time; a job may add further ones. When one
/// fails, those of a higher rank are not started any more, and those of a lower rank still are, so that the
/// failure that is returned does not depend on which reply came first. Used from one thread.
class fan_out : public std::enable_shared_from_this<fan_out> {
public:
    using job = std::function<boost::asio::awaitable<std::optional<http::failure>>()>;

    /// `most` jobs at a time, 1 or more.
    fan_out(boost::asio::any_io_executor executor, std::size_t most);

    /// Queues a job. Ranks of jobs that wait at the same time are different.
    void add(job_rank rank, job work);

    /// Starts the jobs and waits until all have ended; the failure of the lowest rank, or nothing. What a job
    /// throws is thrown here, also after all have ended. Must be owned by a shared pointer, and run once.
    [[nodiscard]] boost::asio::awaitable<std::optional<http::failure>> run();

private:
    struct wake_up;
    void start_jobs();
    void finish(const job_rank& rank, const std::exception_ptr& thrown, std::optional<http::failure> problem);

    boost::asio::any_io_executor executor_;
    std::size_t most_;
    std::size_t running_{0};
    bool started_{false};
    std::map<job_rank, job> waiting_;
    std::optional<job_rank> failed_rank_;
    std::optional<http::failure> failure_;
    std::exception_ptr thrown_;
    std::shared_ptr<wake_up> wake_;
};

}  // namespace censusctl::census
