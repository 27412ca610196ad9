#include "manifest/files_ahead.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "manifest/yaml_reader.hpp"
#include "text/utf8.hpp"

namespace censusctl::manifest {
namespace {

/// More share one disk and one memory.
constexpr std::size_t most_threads = 8;
/// Fewer are read before a thread has begun.
constexpr std::size_t fewest_files = 4;
/// Trees that wait take memory.
constexpr std::size_t files_for_each_thread = 3;

}  // namespace

parsed_file parse_file(const std::filesystem::path& path, std::uint32_t index) {
    parsed_file made;
    made.file = read_file(path);
    if (made.file.too_large || !made.file.bytes) {
        return made;
    }
    made.read = true;
    made.text = std::string(text::without_byte_order_mark(*made.file.bytes));
    made.file.bytes.reset();
    made.tree = read_yaml(made.text, index, made.problems);
    return made;
}

std::size_t threads_for(std::size_t files) noexcept {
    return files < fewest_files
               ? 0
               : std::min<std::size_t>({std::thread::hardware_concurrency(), most_threads, files / 2});
}

files_ahead::files_ahead(std::vector<std::filesystem::path> paths, std::uint32_t first_index,
                         std::size_t threads)
    : paths_{std::move(paths)}, first_index_{first_index}, ahead_{threads * files_for_each_thread} {
    if (threads < 2) {
        return;
    }
    slots_.resize(paths_.size());
    threads_.reserve(threads);
    for (std::size_t count = 0; count < threads; ++count) {
        try {
            threads_.emplace_back([this] { work(); });
        } catch (const std::system_error&) {
            break;  // the machine allows no more: those that there are do, if need be none
        }
    }
}

files_ahead::~files_ahead() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    room_.notify_all();
    for (std::thread& each : threads_) {
        each.join();
    }
}

void files_ahead::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        room_.wait(lock, [this] { return stopped_ || begun_ == paths_.size() || begun_ < taken_ + ahead_; });
        if (stopped_ || begun_ == paths_.size()) {
            return;
        }
        const std::size_t at = begun_++;
        lock.unlock();
        slot made;
        try {
            made.parsed = parse_file(paths_[at], first_index_ + static_cast<std::uint32_t>(at));
        } catch (...) {
            made.failure = std::current_exception();
        }
        lock.lock();
        slots_[at] = std::move(made);
        done_.notify_all();
    }
}

parsed_file files_ahead::take(std::uint32_t index) {
    if (threads_.empty()) {
        return parse_file(paths_[taken_++], index);
    }
    std::unique_lock lock(mutex_);
    const std::size_t at = taken_;
    done_.wait(lock, [this, at] { return slots_[at].parsed || slots_[at].failure; });
    slot made = std::exchange(slots_[at], slot());
    ++taken_;
    lock.unlock();
    room_.notify_all();
    if (made.failure) {
        std::rethrow_exception(made.failure);
    }
    if (made.parsed->read && index != first_index_ + at) {
        // From the text that was read: a second reading might find another.
        made.parsed->problems = {};
        made.parsed->tree = read_yaml(made.parsed->text, index, made.parsed->problems);
    }
    return std::move(*made.parsed);
}

}  // namespace censusctl::manifest
