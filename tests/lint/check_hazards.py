#!/usr/bin/env python3
"""Holds tests/hazards.txt to the tests: each hazard of the API stands in it once and in order, with tests that exist by
exactly that name, or with the reason why none is needed. The check itself is tried on damaged tables first."""
import functools
import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).resolve().parents[1]
COUNT = 130
SHORTEST_REASON = 30
CPP_TEST = re.compile(r'^[ \t]*TEST_CASE\(\s*((?:"(?:\\.|[^"\\])*"\s*)+)', re.MULTILINE)
PYTHON_TEST = re.compile(r"^\s+def (test_\w+)\(", re.MULTILINE)


@functools.cache
def tests_of(path):
    """The names of the tests in a file; None where there is no such file of tests."""
    file = TESTS / path
    is_script = bool(re.fullmatch(r"e2e/test_\w+\.py", path))
    if not (is_script or re.fullmatch(r"unit/\w+/\w+_test\.cpp", path)) or not file.is_file():
        return None
    text = file.read_text()
    if is_script:
        return set(PYTHON_TEST.findall(text))
    # A long name is several literals side by side.
    pieces = (re.findall(r'"((?:\\.|[^"\\])*)"', name) for name in CPP_TEST.findall(text))
    return {"".join(parts).replace('\\"', '"').replace("\\\\", "\\") for parts in pieces}


def rows_of(table):
    """(line, number, sentence, what stands below it with lines of their own) of every hazard, and lines of no row."""
    rows, stray = [], []
    for line, text in enumerate(table.splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        head = re.fullmatch(r"(\d+)\s+(\S.*)", text)
        if head:
            rows.append((line, int(head[1]), head[2], []))
        elif text[0].isspace() and rows:
            rows[-1][3].append((line, text.strip()))
        else:
            stray.append(line)
    return rows, stray


def problems_of_holders(number, holders):
    if not holders:
        yield None, f"hazard {number} has neither a test nor a reason"
    for line, text in holders:
        path, _, name = text.partition(": ")
        if path == "none":
            if len(holders) > 1:
                yield line, f"hazard {number} has a reason beside other rows"
            if len(name) < SHORTEST_REASON:
                yield line, f"hazard {number} has no reason that tells anything"
            continue
        known = tests_of(path)
        if known is None:
            yield line, f"hazard {number}: {path} is no file of tests"
        elif name not in known:
            yield line, f"hazard {number}: {path} has no test '{name}'"
    if len({text for _, text in holders}) < len(holders):
        yield None, f"hazard {number} names a test twice"


def problems_of(table):
    rows, stray = rows_of(table)
    problems = [f"hazards.txt:{line}: this is no row, and below none" for line in stray]
    numbers = [number for _, number, _, _ in rows]
    problems += [f"hazard {number} is missing" for number in sorted(set(range(1, COUNT + 1)) - set(numbers))]
    problems += [f"there is no hazard {number}" for number in sorted(set(numbers) - set(range(1, COUNT + 1)))]
    problems += [f"hazard {number} stands there twice" for number in sorted(set(numbers)) if numbers.count(number) > 1]
    if numbers != sorted(numbers):
        problems.append("the hazards are not in order")
    for line, number, sentence, holders in rows:
        if not sentence.endswith("."):
            problems.append(f"hazards.txt:{line}: hazard {number} is said in no whole sentence")
        problems += [f"hazards.txt:{at or line}: {what}" for at, what in problems_of_holders(number, holders)]
    return problems


def damaged(table):
    """Tables with one thing wrong with each, and the beginning of what must be said of it."""
    lines = table.splitlines()
    heads = [at for at, text in enumerate(lines) if re.match(r"\d", text)]
    first, second = heads[0], heads[1]
    rest = "\n".join(lines[second:])
    head, holder = lines[first], lines[first + 1]
    path = holder.strip().partition(": ")[0]
    yield rest, "hazard 1 is missing"
    yield "\n".join(lines + ["131  More.", holder]), "there is no hazard 131"
    yield "\n".join(lines + lines[first:second]), "hazard 1 stands there twice"
    yield "\n".join(lines[second:] + lines[first:second]), "the hazards are not in order"
    yield "\n".join([head, rest]), "hazard 1 has neither a test nor a reason"
    yield "\n".join([head[:-1], holder, rest]), "hazard 1 is said in no whole sentence"
    yield "\n".join([head, holder + "s", rest]), f"hazard 1: {path} has no test"
    yield "\n".join([head, holder.replace("_test.cpp", "_tests.cpp"), rest]), "hazard 1: unit/"
    yield "\n".join([head, "    e2e/support.py: Project", rest]), "hazard 1: e2e/support.py is no file of tests"
    yield "\n".join([head, holder, holder, rest]), "hazard 1 names a test twice"
    yield "\n".join([head, "    none: no need", rest]), "hazard 1 has no reason that tells anything"
    yield "\n".join([head, holder, "    none: " + "x" * SHORTEST_REASON, rest]), "hazard 1 has a reason beside other rows"
    yield "\n".join([holder.strip(), table]), "this is no row, and below none"


def main():
    table = (TESTS / "hazards.txt").read_text()
    problems = problems_of(table)
    if not problems:
        for changed, expected in damaged(table):
            if not any(expected in problem for problem in problems_of(changed)):
                problems.append(f"the check does not see that {expected}")
    rows = rows_of(table)[0]
    without = [number for _, number, _, holders in rows if any(text.startswith("none:") for _, text in holders)]
    print("\n".join(problems) if problems else
          f"hazards: {len(rows) - len(without)} are held by tests, {len(without)} do not apply ({', '.join(map(str, without))})")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
