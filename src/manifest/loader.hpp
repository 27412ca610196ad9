#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/source_map.hpp"
#include "manifest/declaration.hpp"

namespace censusctl::manifest {

class sync_tracer;

/// Texts that stand in for files, which need not be there: by their absolute paths in normal form.
using file_overlay = std::map<std::filesystem::path, std::string>;

/// Reads the project in `folder`: `censusctl.yaml` if it is there, then all manifests that it names, whose
/// default is `syncs`. `words` of a caller may be keys of syncs, or paths (relative to the current directory
/// or absolute: files, folders, globs), whose files are read too where they are not among the manifests;
/// which files each led to is in `named`, for `select` to judge. Every problem goes to `problems`; what could
/// be read is returned all the same. Files are opened and read with regular system calls; one that cannot be
/// is a diagnostic of no place naming it. Texts land in `sources`, under paths relative to `folder` where
/// they lie inside it. The files of `overlay` are read too, and have the texts that it says. `tracer`, where
/// there is one, gathers from which layer and place the values of syncs come.
[[nodiscard]] declarations load_project(const std::filesystem::path& folder,
                                        const std::vector<std::string>& words,
                                        diagnostics::source_map& sources, diagnostics::collector& problems,
                                        const file_overlay& overlay = {}, const project_choice& choice = {},
                                        sync_tracer* tracer = nullptr);

/// The same of the files that `paths` name, in place of the project's manifests. A path that leads nowhere is
/// reported.
[[nodiscard]] declarations load_files(const std::filesystem::path& folder,
                                      const std::vector<std::string>& paths, diagnostics::source_map& sources,
                                      diagnostics::collector& problems, const project_choice& choice = {});

/// The keys under `defaults` of the project's `censusctl.yaml`, and of what its environment lays under and
/// over syncs; none where it has none, or cannot be read.
[[nodiscard]] std::set<std::string> project_default_keys(const std::filesystem::path& folder,
                                                         const project_choice& choice = {});

/// Reads `censusctl.yaml` of the project in `folder` alone, if it is there: what an apply of a saved plan
/// needs to know where to connect to.
[[nodiscard]] project_config load_config(const std::filesystem::path& folder,
                                         diagnostics::source_map& sources, diagnostics::collector& problems,
                                         const project_choice& choice = {});

/// The same of a text that another place holds, such as a commit; `shown` is its name in messages.
[[nodiscard]] project_config parse_config(std::string text, const std::string& shown,
                                          diagnostics::source_map& sources, diagnostics::collector& problems,
                                          const project_choice& choice = {});

}  // namespace censusctl::manifest
