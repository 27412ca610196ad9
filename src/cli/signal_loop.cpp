#include "cli/signal_loop.hpp"

#include <unistd.h>

#include <csignal>

#include "cli/exit_status.hpp"

namespace censusctl::cli {

void signal_loop::run(on_signal first) {
    first_ = first;
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    // A terminal that goes away is as Ctrl-C, unless the caller has said (nohup) that it is nothing.
    struct sigaction hangup {};
    if (::sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) {
        signals_.add(SIGHUP);
    }
    watch();
    loop_.restart();
    loop_.run();
    // A wait that is left behind would take the next signal for a second one.
    signals_.cancel();
    signals_.clear();
}

void signal_loop::watch() {
    signals_.async_wait([this](const boost::system::error_code& cancelled, int) {
        if (cancelled) {
            return;
        }
        if (interrupted_) {
            ::_exit(exit_interrupted);
        }
        interrupted_ = true;
        const auto& told = first_ == on_signal::let_them_end ? announce : end_requests;
        if (told) {
            told();
        }
        watch();
    });
}

}  // namespace censusctl::cli
