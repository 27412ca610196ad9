#!/usr/bin/env bash
# From nothing to "No changes" on a fresh Debian 12 machine (root or sudo): installs what is missing, builds censusctl,
# and runs it on a copy of these examples against the embedded simulated workspace. No account is needed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
.ci/install-packages build
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake -S . -B .build/quickstart -G Ninja -DCMAKE_BUILD_TYPE=Release -DCENSUSCTL_TESTS=OFF "${launcher[@]}" >/dev/null
cmake --build .build/quickstart -j "$(nproc)"
censusctl=$PWD/.build/quickstart/censusctl

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cp -r examples/censusctl.yaml examples/syncs "$project"
cd "$project"
step() { printf '\n$ censusctl %s\n' "$*"; "$censusctl" "$@"; }
step validate
step plan --sandbox
step apply --sandbox --auto-approve --wait
step plan --sandbox --detailed-exitcode
printf '\nThe files and the simulated workspace agree. The program is %s\n' "$censusctl"
