#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "census/fan_out.hpp"
#include "census/workspace.hpp"

namespace censusctl::census {

/// One reading of a workspace: which request follows from which reply, and what comes of them all. A
/// connection is asked for once, however many names it goes by; of a name that means several or none, nothing
/// is asked.
class workspace_fetch : public std::enable_shared_from_this<workspace_fetch> {
public:
    workspace_fetch(api& service, model::references wanted, progress_function progress, reading_extent extent,
                    const std::shared_ptr<fan_out>& jobs);

    /// Queues the lists of sources, destinations and, where they are wanted, syncs; their replies queue the
    /// rest.
    void begin();

    /// What was read, once all jobs have ended.
    [[nodiscard]] workspace_snapshot take();

private:
    /// A source by its index, and a model or table of it.
    using object_key = std::tuple<std::size_t, std::string, std::int64_t>;

    /// What a request is to the fetch.
    enum class need {
        required,       ///< its failure ends the fetch
        may_be_absent,  ///< so does any but 404
        all_pages       ///< as `required`, and its pages are counted one by one
    };

    template <class T>
    void request(const job_rank& rank, std::function<awaitable<result<T>>()> ask, std::function<void(T)> take,
                 need how, std::function<void()> absent = {});
    /// The same for all pages of a list.
    template <class Row>
    void request_list(const job_rank& rank, std::string name,
                      std::function<awaitable<result<page_rows<Row>>>(page_request)> fetch,
                      std::function<std::int64_t(const Row&)> key,
                      std::function<void(std::vector<Row>)> take);
    void count();
    void take_sources(std::vector<model::source_connection> sources);
    void request_data_sources(std::size_t source);
    void take_data_sources(std::size_t source, std::vector<model::source_object> objects);
    void request_source_object(std::size_t source, const std::string& type, std::int64_t id);
    void take_destinations(std::vector<model::destination_connection> destinations);
    /// Those of the groups, once both lists are there: which of several destinations of one name is meant
    /// depends on the source.
    void request_destinations();
    [[nodiscard]] std::vector<std::size_t> destinations_of(
        const model::references::destination_use& use) const;
    void request_datasets();
    void request_destination(std::size_t destination, const std::vector<std::string>& objects);
    void request_objects(std::size_t destination);
    void merge_source_objects();
    void merge_datasets();
    void merge_destination_objects();

    api* service_;
    model::references wanted_;
    progress_function progress_;
    reading_extent extent_;
    std::weak_ptr<fan_out> jobs_;  // the jobs own this
    std::size_t answered_{0};
    workspace_snapshot snapshot_;
    bool has_sources_{false};
    bool has_destinations_{false};
    bool requested_destinations_{false};
    std::map<std::size_t, std::vector<model::object_name>> used_objects_;  ///< by index of the source
    std::set<object_key> requested_;
    std::vector<dataset_row> datasets_;
    std::set<std::size_t> listed_destinations_;  ///< those whose objects were asked for as a list
    std::map<object_key, model::source_object> source_objects_;
    std::map<std::pair<std::size_t, std::string>, model::destination_object> destination_objects_;
};

}  // namespace censusctl::census
