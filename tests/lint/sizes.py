#!/usr/bin/python3
"""Nothing may grow too long to be read at once: files, functions, READMEs.

Prints how long functions are, the longest by name. Every folder with code has
a README of at most ten lines.
"""

import ast
import dataclasses
import pathlib
import re
from collections.abc import Iterator

from source_tree import CPP, Finding, finish, scripts, text_of, tracked

MAX_FILE = 500
MAX_FUNCTION = 70
MAX_README = 10
# All limits stand in one header, as the rows of one table.
ONE_TABLE = ("services/limits.h",)
# Not .proto: a service is one file, and each of its elements has its comment.
CODE = CPP + (".py", ".ts", ".svelte")

# The rows of a constant table inside a function are data, not its length.
TABLE = re.compile(r"^( +)static const.*[{(]\n(?:.*\n)*?\1\};\n", re.MULTILINE)
RAW_STRING = re.compile(r'R"(\w*)\((.*?)\)\1"', re.DOTALL)
NO_FUNCTION = re.compile(
    r"\s*(//|#|namespace\b|class\b|struct\b|enum\b|union\b|extern\b)")
SHELL_FUNCTION = re.compile(r"^(\w+)\(\) [({]$")


@dataclasses.dataclass(frozen=True)
class Function:
    """A function: where it begins and how many lines it has."""

    path: str
    line: int
    length: int


def blocks(lines: list[str], column: int) -> Iterator[tuple[int, int]]:
    """First and last line of all that a brace alone in `column` ends."""
    indent = " " * column
    start = 0
    for number, line in enumerate(lines, start=1):
        if line == indent + "}":
            yield start, number
        elif re.match(indent + r"[^\s#]", line):
            start = number


def cpp_functions(path: str, text: str) -> Iterator[Function]:
    """Functions of formatted C++: in namespaces, which are not indented, and
    in classes.
    """
    # Text in raw strings is no code; what follows them is no new line.
    flat = RAW_STRING.sub(lambda m: "\n    " * m.group().count("\n"), text)
    lines = flat.split("\n")
    end_of_last = 0
    outer = list(blocks(lines, 0))
    inner = [block for block in blocks(lines, 2)
             if not any(a < block[0] < b for a, b in outer)]
    for start, end in sorted(outer + inner):
        if not NO_FUNCTION.match(lines[start - 1]) and start > end_of_last:
            body = "\n".join(lines[start - 1:end])
            yield Function(path, start, TABLE.sub("", body).count("\n") + 1)
            end_of_last = end


def python_functions(path: str, text: str) -> Iterator[Function]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield Function(path, node.lineno,
                           (node.end_lineno or 0) - node.lineno + 1)


def shell_functions(path: str, text: str) -> Iterator[Function]:
    start = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if SHELL_FUNCTION.match(line):
            start = number
        elif line in ("}", ")") and start:
            yield Function(path, start, number - start + 1)
            start = 0


def all_functions() -> list[Function]:
    found: list[Function] = []
    for paths, functions in ((tracked(*CPP), cpp_functions),
                             (tracked(".py"), python_functions),
                             (scripts("bash"), shell_functions)):
        for path in paths:
            found += functions(path, text_of(path))
    return sorted(found, key=lambda f: -f.length)


def print_report(functions: list[Function]) -> None:
    lengths = [f.length for f in functions]
    for limit in (20, 40, MAX_FUNCTION):
        share = sum(length <= limit for length in lengths) / len(lengths)
        print(f"{share:7.1%} of {len(lengths)} functions have at most "
              f"{limit} lines")
    for f in functions[:5]:
        print(f"{f.length:5} lines  {f.path}:{f.line}")


def file_findings(paths: list[str]) -> Iterator[Finding]:
    for path in paths:
        lines = text_of(path).count("\n")
        if lines > MAX_FILE and path not in ONE_TABLE:
            yield Finding(path, 0, f"{lines} lines, more than {MAX_FILE}: "
                          "split it by what it does")


def readme_findings(paths: list[str]) -> Iterator[Finding]:
    for folder in sorted({str(pathlib.PurePath(p).parent) for p in paths}):
        readme = f"{folder}/README.md"
        lines = text_of(readme).count("\n") if readme in ALL else 0
        if not lines:
            yield Finding(folder, 0, "has no README.md: what lives here, what "
                          "it may use, what may use it")
        elif lines > MAX_README:
            yield Finding(readme, 0, f"{lines} lines, more than {MAX_README}")


if __name__ == "__main__":
    ALL = frozenset(tracked())
    SOURCES = sorted({*tracked(*CODE), *scripts("bash"), *scripts("python3")})
    FUNCTIONS = all_functions()
    print_report(FUNCTIONS)
    FOUND = [Finding(f.path, f.line, f"a function of {f.length} lines, more "
                     f"than {MAX_FUNCTION}: split it by what it does")
             for f in FUNCTIONS if f.length > MAX_FUNCTION]
    finish([*FOUND, *file_findings(SOURCES), *readme_findings(SOURCES)],
           f"{len(SOURCES)} files")
