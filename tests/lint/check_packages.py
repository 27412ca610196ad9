#!/usr/bin/env python3
"""Maps every `#include <…>` of src/ and tests/ to the Debian package that brings it, and holds that to .ci/packages:
what src/ includes must be of the group `build`, what tests/ includes of `build` or `test`. A header of no known package
is a problem, so is a package here that nothing includes. Where dpkg knows the header, it is asked as well."""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The longest beginning that fits counts.
PACKAGES = {
    "boost/": "libboost1.81-dev",
    "boost/json": "libboost-json1.81-dev",
    "CLI/": "libcli11-dev",
    "doctest/": "doctest-dev",
    "nettle/": "nettle-dev",
    "openssl/": "libssl-dev",
    "spdlog/": "libspdlog-dev",
    "valijson/": "libvalijson-dev",
    "yaml-cpp/": "libyaml-cpp-dev",
    "zlib.h": "zlib1g-dev",
}
# Debian splits Boost by what is linked; every header is in the first.
HEADERS_ARE_IN = {"libboost-json1.81-dev": "libboost1.81-dev"}

# Brought by g++ itself: C++20's headers, and those of C, POSIX and Linux.
STANDARD = set("""
    algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
    clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
    cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem format forward_list fstream
    functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
    memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex scoped_allocator
    semaphore set shared_mutex source_location span sstream stack stdexcept stop_token streambuf string string_view
    strstream syncstream system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility
    valarray variant vector version
""".split())
SYSTEM = re.compile(
    r"(arpa|net|netinet|sys|linux)/\w+\.h|cxxabi\.h|"
    r"(dirent|dlfcn|errno|fcntl|grp|limits|locale|netdb|nss|poll|pthread|pty|pwd|sched|signal|spawn|stddef|stdint|stdio|"
    r"stdlib|string|syslog|termios|time|unistd|utime|wchar)\.h"
)


def read_packages():
    """The group of each package."""
    lines = (ROOT / ".ci/packages").read_text().splitlines()
    return {line.split()[1]: line.split()[0] for line in lines if line and not line.startswith("#")}


def package_of(header):
    beginnings = [beginning for beginning in PACKAGES if header.startswith(beginning)]
    return PACKAGES[max(beginnings, key=len)] if beginnings else None


def owner_by_dpkg(header):
    """The package that dpkg says put the header there; None where it cannot tell."""
    path = pathlib.Path("/usr/include") / header
    if not shutil.which("dpkg-query") or not path.exists():
        return None
    answer = subprocess.run(["dpkg-query", "-S", str(path)], capture_output=True, text=True, check=False)
    return re.split(r"[:,]", answer.stdout, maxsplit=1)[0] if answer.returncode == 0 else None


def included():
    """(where, in src or tests, quoted or not, the header) of every include."""
    for top in ("src", "tests"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix not in (".cpp", ".hpp", ".in") or not path.is_file():
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                include = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
                if include:
                    yield f"{path.relative_to(ROOT)}:{number}", path, top, include[1] == '"', include[2]


def main():
    problems = []
    groups = read_packages()
    seen = {}
    for where, path, top, quoted, header in included():
        if quoted:
            if not any((folder / header).is_file() for folder in (path.parent, ROOT / "src", ROOT / "tests")):
                problems.append(f'{where}: "{header}" is no file of ours; what a library brings stands in <>')
            continue
        if header in STANDARD or SYSTEM.fullmatch(header):
            continue
        package = package_of(header)
        if package is None:
            problems.append(f"{where}: no package is known for <{header}>: name it here and in .ci/packages")
            continue
        seen.setdefault(package, set()).add(header)
        allowed = ("build",) if top == "src" else ("build", "test")
        if groups.get(package) not in allowed:
            problems.append(f"{where}: <{header}> needs {package}, which .ci/packages does not name for {allowed[-1]}")
    for package, headers in sorted(seen.items()):
        for header in sorted(headers):
            owner = owner_by_dpkg(header)
            if owner not in (None, HEADERS_ARE_IN.get(package, package)):
                problems.append(f"<{header}> is of {owner}, not of {package}")
    problems += [f"{package} brings headers that nothing includes" for package in set(PACKAGES.values()) - set(seen)]
    if sys.argv[1:] == ["--list"]:
        print("\n".join(sorted(seen)))
    else:
        count = sum(len(headers) for headers in seen.values())
        print("\n".join(problems) if problems else f"packages: {count} headers of {len(seen)} packages known")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
