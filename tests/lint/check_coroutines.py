#!/usr/bin/env python3
"""The house rule for coroutines: g++ 12 destroys temporaries twice in some statements that hold a co_await. So: one
co_await in a statement, and no braces, conditional operator or lambda beside it."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
problems = []
seen = 0
for path in sorted([*root.glob("src/**/*.[ch]pp"), *root.glob("tests/**/*.[ch]pp")]):
    text = re.sub(r"//[^\n]*", "", path.read_text())
    text = re.sub(r'"(\\.|[^"\\\n])*"', '""', text)
    for found in re.finditer(r"co_await", text):
        seen += 1
        start = max(text.rfind(c, 0, found.start()) for c in ";{}")
        end = text.find(";", found.start())
        statement = text[start + 1:end]
        line = text.count("\n", 0, found.start()) + 1
        where = f"{path.relative_to(root)}:{line}"
        if statement.count("co_await") > 1:
            problems.append(f"{where}: two co_await in one statement")
        if "{" in statement.split("co_await", 1)[1]:
            problems.append(f"{where}: braces beside co_await")
        if re.search(r"\?[^:]*:(?!:)", statement):
            problems.append(f"{where}: a conditional operator beside co_await")
if seen < 20:
    problems.append(f"only {seen} co_await were found")
print("\n".join(problems) if problems else f"coroutines: {seen} co_await in order")
sys.exit(1 if problems else 0)
