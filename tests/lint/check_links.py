#!/usr/bin/env python3
"""Asks the linker what the pure stations need: validation, diff and plan are values in, values out, and must link with
no TLS, no zlib and no sockets. Arguments: a program for each of
these stations that holds all of it and of what it links."""
import os
import re
import subprocess
import sys

PURE = ("validation", "diff", "plan")
FORBIDDEN_LIBRARIES = re.compile(r"lib(ssl|crypto|z|gnutls|boost_(?!json|container|atomic)\w+)\.so")
FORBIDDEN_SYMBOLS = {"socket", "connect", "accept", "accept4", "bind", "listen", "getaddrinfo", "epoll_create",
                     "epoll_create1", "inflate", "SSL_new", "EVP_Digest"}

problems = []
for program in sys.argv[1:]:
    dynamic = subprocess.run(["readelf", "-d", program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
    if not any(library.startswith("libc.so") for library in needed):
        problems.append(f"{program}: its libraries could not be read")
    problems += [f"{program} links {library}" for library in needed if FORBIDDEN_LIBRARIES.match(library)]
    symbols = subprocess.run(["nm", "--dynamic", "--undefined-only", program], capture_output=True, text=True,
                             check=True).stdout
    names = {line.split()[-1].split("@")[0] for line in symbols.splitlines() if line.strip()}
    if "memcpy" not in names and "malloc" not in names and not any("Znwm" in name for name in names):
        problems.append(f"{program}: its symbols could not be read")
    problems += [f"{program} calls {name}()" for name in sorted(names & FORBIDDEN_SYMBOLS)]
    station = os.path.basename(program).rsplit("_", 1)[-1]
    if station not in PURE:
        problems.append(f"{program} is not of a pure station")
if len(sys.argv) - 1 != len(PURE):
    problems.append(f"expected a program for each of {PURE}")
print("\n".join(problems) if problems else f"links: {', '.join(PURE)} need no network and no TLS")
sys.exit(1 if problems else 0)
