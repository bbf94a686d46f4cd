"""Budgets and names: what keeps the tree readable. Each rule is also shown to catch a planted fault."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from architecture.tree import ROOT, files, functions, imports, python, texts

LONGEST_FILE = 500
LONG_FILE = 300
LONGEST_FUNCTION = 60

LONG_FILES_WITH_A_REASON: dict[str, str] = {}  # a path, or a folder of tables

NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "base", "manager", "handler", "processor", "data", "info"}

# Written so that this file does not hold what it forbids.
MACHINE_PATHS = re.compile(r"(?<![\w.$}-])/" + r"(work|home/[a-z]+|Users/[a-z]+|root)/")

PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def too_long_files(root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in python(root) if _lines(path) > LONGEST_FILE]


def long_files(root: Path) -> list[str]:
    source = root / "src"
    return [str(path.relative_to(root)) for path in python(root) if source in path.parents and _lines(path) > LONG_FILE]


def too_long_functions(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{name} ({lines} lines)"
        for path in python(root)
        for name, lines in functions(path)
        if lines > LONGEST_FUNCTION
    ]


def empty_names(root: Path) -> list[str]:
    found = set()
    for path in python(root):
        relative = path.relative_to(root)
        if NAMES_THAT_SAY_NOTHING & {part.removesuffix(".py") for part in relative.parts}:
            found.add(str(relative))
    return sorted(found)


def machine_paths(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {match.group()}"
        for path, text in texts(root)
        for match in MACHINE_PATHS.finditer(text)
    ]


def pickles(root: Path) -> list[str]:
    found = [str(path.relative_to(root)) for path in python(root) if PICKLES & imports(path)]
    return found + [
        str(path.relative_to(root)) for path in files(root) if path.suffix in {".pkl", ".pickle", ".joblib"}
    ]


def prints(root: Path) -> list[str]:
    printing = re.compile(r"^\s*print\(", re.MULTILINE)
    source = root / "src"
    return [
        str(path.relative_to(root))
        for path in python(root)
        if source in path.parents and printing.search(path.read_text())
    ]


RULES: list[Callable[[Path], list[str]]] = [
    too_long_files,
    too_long_functions,
    empty_names,
    machine_paths,
    pickles,
    prints,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(ROOT) == []


def test_a_file_over_300_lines_has_a_written_reason() -> None:
    reasons = tuple(LONG_FILES_WITH_A_REASON)
    assert [path for path in long_files(ROOT) if not path.startswith(reasons)] == []


def test_every_package_says_what_it_holds() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python()
        if path.is_relative_to(ROOT / "src")
        and not path.read_text(encoding="utf-8").lstrip().removeprefix("r").startswith('"""')
    ]
    assert silent == []


PLANTED = [
    (too_long_files, "src/long.py", "x = 1\n" * 501),
    (long_files, "src/longish.py", "x = 1\n" * 301),
    (too_long_functions, "src/wide.py", "def wide():\n" + "    x = 1\n" * 61),
    (empty_names, "src/utils.py", ""),
    (empty_names, "src/helpers/reading.py", ""),
    (machine_paths, "docs/start.md", "cd /" + "work/main\n"),
    (machine_paths, "Makefile", "X := /" + "home/someone/x\n"),
    (pickles, "src/keep.py", "from pickle import dumps\n"),
    (pickles, "models/ranker.pkl", ""),
    (prints, "src/loud.py", "def f():\n    print('x')\n"),
]


@pytest.mark.parametrize(("rule", "name", "content"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_a_planted_fault_is_found(tmp_path: Path, rule: Callable[[Path], list[str]], name: str, content: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True) if path.parent != tmp_path else None
    path.write_text(content)
    assert any(name in found for found in rule(tmp_path))


@pytest.mark.parametrize("rule", [*RULES, long_files], ids=lambda rule: rule.__name__)
def test_a_tidy_tree_passes(tmp_path: Path, rule: Callable[[Path], list[str]]) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "reading.py").write_text("def value():\n    return 1\n" + "# x\n" * 200)
    assert rule(tmp_path) == []
