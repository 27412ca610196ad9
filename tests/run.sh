#!/usr/bin/env bash
# Installs what is missing (Debian 12, root or sudo), builds, and runs every test.
#   tests/run.sh          the tests
#   tests/run.sh --all    the lints and a build with AddressSanitizer and UBSan as well
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
.ci/install-packages build test
all=false
[ "${1:-}" = "--all" ] && all=true
jobs=$(nproc)

launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

/usr/bin/python3 tests/lint/check_layers.py
/usr/bin/python3 tests/lint/check_coroutines.py
if $all; then
    git ls-files '*.cpp' '*.hpp' | xargs clang-format --dry-run -Werror
    echo "clang-format: clean"
fi

cmake -S . -B .build/release -G Ninja -DCMAKE_BUILD_TYPE=Release "${launcher[@]}" >/dev/null
cmake --build .build/release -j "$jobs" -- --quiet
if $all; then
    cmake -S . -B .build/sanitize -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
        -DCENSUSCTL_SANITIZE=address,undefined "${launcher[@]}" >/dev/null
    # The stations that read outside text or juggle lifetimes gain most from it.
    cmake --build .build/sanitize -j "$jobs" --target test_text test_manifest test_http test_sandbox test_diff -- --quiet
    echo "Under AddressSanitizer and UBSan:"
    ctest --test-dir .build/sanitize -j "$jobs" --output-on-failure --timeout 300 \
        -R '^(text|manifest|http|sandbox|diff): '
fi
ctest --test-dir .build/release -j "$jobs" --output-on-failure --timeout 300
