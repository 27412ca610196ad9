#!/usr/bin/env bash
# Installs what is missing (Debian 12, root or sudo), builds, and runs every test.
#   tests/run.sh             the tests
#   tests/run.sh --all       the linters, and a build with AddressSanitizer and UBSan as well
#   tests/run.sh --deep      as .ci/run does: besides, the program as people get it, a build with ThreadSanitizer, and one
#                            by clang with a short run of the fuzz targets
#   tests/run.sh --coverage  the unit tests' coverage of src/, line by line as gcovr prints it; apart from the rest,
#                            since it needs a build of its own
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mode=${1:-}
case "$mode" in '' | --all | --deep | --coverage) ;; *) echo "usage: tests/run.sh [--all | --deep | --coverage]" >&2; exit 64 ;; esac
groups=(build test)
[ -z "$mode" ] || groups+=(lint)
.ci/install-packages "${groups[@]}"
jobs=$(nproc)
stage() { echo "== $* (after $SECONDS s)"; }

launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
configure() { # FOLDER ARGUMENT…
    cmake -S . -B ".build/$1" -G Ninja -DCENSUSCTL_WERROR=ON "${launcher[@]}" "${@:2}" >/dev/null
}
# Each is built once, and as a whole.
debug=(-DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCENSUSCTL_UNITY=ON)

if [ "$mode" = --coverage ]; then
    configure coverage "${debug[@]}" -DCMAKE_CXX_FLAGS=--coverage
    cmake --build .build/coverage -j "$jobs" -- --quiet
    ctest --test-dir .build/coverage -j "$jobs" --timeout 300 -E '^(e2e|lint|bench): ' | tail -n 3
    exec gcovr --root . --filter src/ .build/coverage
fi

/usr/bin/python3 tests/lint/check_layers.py
/usr/bin/python3 tests/lint/check_coroutines.py
/usr/bin/python3 tests/lint/check_packages.py
if [ -n "$mode" ]; then
    git ls-files '*.cpp' '*.hpp' | xargs clang-format --dry-run -Werror
    echo "clang-format: clean"
fi

stage "the release build"
configure release -DCMAKE_BUILD_TYPE=Release -DCENSUSCTL_STATIC=ON
cmake --build .build/release -j "$jobs" -- --quiet
if [ -n "$mode" ]; then
    stage "clang-tidy"
    # A source at a time, as it also has to compile without what others include.
    configure tidy -DCMAKE_BUILD_TYPE=Release -DCENSUSCTL_UNITY=OFF -DCENSUSCTL_LTO=OFF -DCENSUSCTL_TESTS=OFF
    # clang 14 knows neither -Wshadow=local nor g++'s other words, and needs not.
    git ls-files 'src/*.cpp' | xargs -P "$jobs" -n 4 clang-tidy -p .build/tidy --quiet \
        --extra-arg=-Wno-unknown-warning-option 2>&1 | sed '/ warnings\? generated\.$/d'
    echo "clang-tidy: clean"

    stage "AddressSanitizer and UBSan"
    configure sanitize "${debug[@]}" -DCENSUSCTL_SANITIZE=address,undefined
    # The stations that read outside text or juggle lifetimes gain most from it.
    cmake --build .build/sanitize -j "$jobs" \
        --target test_text test_manifest test_http test_census test_sandbox test_diff test_plan test_apply -- --quiet
    ctest --test-dir .build/sanitize -j "$jobs" --output-on-failure --timeout 300 \
        --no-tests=error -R '^(text|manifest|http|census|sandbox|diff|plan|apply):'
fi
if [ "$mode" = --deep ]; then
    stage "what is given to people: optimised as a whole, and run by all the tests from end to end"
    configure whole -DCMAKE_BUILD_TYPE=Release -DCENSUSCTL_TESTS=OFF -DCENSUSCTL_STATIC=ON
    cmake --build .build/whole -j "$jobs" -- --quiet
    # The same tests as below, by another program.
    run_whole() {
        /usr/bin/python3 "$1" >".build/whole/${1##*/}.log" 2>&1 || { cat ".build/whole/${1##*/}.log"; exit 255; }
    }
    export -f run_whole
    # shellcheck disable=SC2016 # the inner shell expands it
    printf '%s\0' tests/e2e/test_*.py | CENSUSCTL=$PWD/.build/whole/censusctl \
        CENSUSCTL_KILL_AT=$PWD/.build/release/tests/libcensusctl_kill_at.so xargs -0 -P "$jobs" -n 1 bash -c 'run_whole "$0"'
    echo "from end to end: $(find tests/e2e -name 'test_*.py' | wc -l) of them passed"

    stage "ThreadSanitizer"
    # The server of the sandbox has a thread of its own, the client resolves names in one, manifests are parsed in some.
    configure threads "${debug[@]}" -DCENSUSCTL_SANITIZE=thread
    cmake --build .build/threads -j "$jobs" --target test_sandbox test_http test_manifest -- --quiet
    ctest --test-dir .build/threads -j "$jobs" --output-on-failure --timeout 300 --no-tests=error -R '^(http|sandbox|manifest):'

    stage "clang, and a short run of the fuzz targets"
    configure clang "${debug[@]}" -DCMAKE_CXX_COMPILER=clang++ -DCENSUSCTL_TESTS=OFF -DCENSUSCTL_FUZZ=ON \
        -DCENSUSCTL_WERROR=OFF "-DCMAKE_CXX_FLAGS=-Wno-everything"
    cmake --build .build/clang -j "$jobs" -- --quiet
    for target in manifest project replies foreign; do
        mkdir -p ".build/clang/corpus-$target"
        # So many inputs, and no more than a minute: a fixed seed, so that a failure comes again.
        ".build/clang/fuzz_$target" -runs=20000 -max_total_time=60 -seed=1 -max_len=4096 -print_final_stats=0 -verbosity=0 \
            ".build/clang/corpus-$target" tests/unit/manifest/cases/*
        echo "fuzz_$target: nothing found"
    done
fi
if [ -n "$mode" ] && ! .ci/fresh-needs --seen; then
    # What a machine has already hides missing packages: half an hour, where something of it has changed and so much is left of
    # the hour and a half that CI has.
    if [ "$(id -u)" -eq 0 ] && [ "$SECONDS" -lt 3000 ]; then
        stage "both commands in an empty Debian"
        .ci/fresh
    else
        echo "note: .ci/packages, or what is included, has changed since .ci/fresh last passed; run it" >&2
    fi
fi
stage "all tests"
ctest --test-dir .build/release -j "$jobs" --output-on-failure --timeout 300
