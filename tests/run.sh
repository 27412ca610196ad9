#!/usr/bin/env bash
# Installs what is missing (Debian 12, root or sudo), builds, and runs every test.
#   tests/run.sh          the tests
#   tests/run.sh --all    the linters and a build with AddressSanitizer and UBSan as well
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
    # clang 14 knows neither -Wshadow=local nor g++'s other words, and needs not.
    git ls-files 'src/*.cpp' | xargs -P "$jobs" -n 4 clang-tidy -p .build/release --quiet \
        --extra-arg=-Wno-unknown-warning-option 2>&1 | sed '/ warnings\? generated\.$/d'
    echo "clang-tidy: clean"
    cmake -S . -B .build/sanitize -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
        -DCENSUSCTL_SANITIZE=address,undefined "${launcher[@]}" >/dev/null
    # The stations that read outside text or juggle lifetimes gain most from it.
    cmake --build .build/sanitize -j "$jobs" \
        --target test_text test_manifest test_http test_census test_sandbox test_diff test_plan test_apply -- --quiet
    echo "Under AddressSanitizer and UBSan:"
    ctest --test-dir .build/sanitize -j "$jobs" --output-on-failure --timeout 300 \
        -R '^(text|manifest|http|census|sandbox|diff|plan|apply): '
fi
ctest --test-dir .build/release -j "$jobs" --output-on-failure --timeout 300
