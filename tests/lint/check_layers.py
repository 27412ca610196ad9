#!/usr/bin/env python3
"""Holds the includes of src/ to the order of the stations: lower ones only, never sideways or up."""
import pathlib
import re
import sys

STATIONS = [
    ("diagnostics",), ("text",), ("json",), ("model",), ("manifest", "http"), ("census", "sandbox"), ("validation", "diff"),
    ("plan",), ("apply", "report"), ("cli",),
]
LEVEL = {name: level for level, names in enumerate(STATIONS) for name in names}
LEVEL["diagnostics"] = LEVEL["text"] = 0
ONLY = {  # an expensive or telling header, and who alone may see it
    r"yaml-cpp/": {"manifest"},
    r"spdlog/": {"cli"},
    r"CLI/": {"cli"},
    r"boost/beast": {"http", "sandbox"},
}

root = pathlib.Path(__file__).resolve().parents[2] / "src"
problems = []
files = 0
for path in sorted(root.rglob("*.[ch]pp")):
    station = path.relative_to(root).parts[0]
    if station not in LEVEL:
        continue
    files += 1
    for number, line in enumerate(path.read_text().splitlines(), 1):
        included = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if not included:
            continue
        target = included.group(1)
        other = target.split("/")[0]
        if other in LEVEL and other != station and "/" in target and LEVEL[other] >= LEVEL[station]:
            problems.append(f"{path.relative_to(root.parent)}:{number}: {station} must not include {target}")
        for pattern, allowed in ONLY.items():
            if re.match(pattern, target) and station not in allowed:
                problems.append(f"{path.relative_to(root.parent)}:{number}: only {sorted(allowed)} may include {target}")
if files < 50:
    problems.append(f"only {files} files were found below {root}")
print("\n".join(problems) if problems else f"layers: {files} files in order")
sys.exit(1 if problems else 0)
