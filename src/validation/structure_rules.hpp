#pragma once
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/declaration.hpp"

/// The rules of `check_structure` that are many enough for files of their own; none needs metadata.
namespace censusctl::validation {

/// Adds a problem of a sync, at its key where `where` is no place. The reference is valid until the next.
diagnostics::diagnostic& report(diagnostics::collector& problems, const manifest::declared_sync& sync,
                                diagnostics::code id, diagnostics::span where, std::string message);

/// schedule-day-missing, schedule-out-of-range, schedule-field-unused, cron-invalid
void check_schedule(const manifest::declared_sync& sync, diagnostics::collector& problems);

/// alert-threshold-zero
void check_alerts(const manifest::declared_sync& sync, diagnostics::collector& problems);

/// after-unknown, after-cycle, trigger-sync-unknown, trigger-cycle
void check_order(const std::vector<manifest::declared_sync>& syncs,
                 const std::vector<diagnostics::located<std::string>>& elsewhere,
                 diagnostics::collector& problems);

}  // namespace censusctl::validation
