"""The project's own files, read once: what the layout tests look at."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_NOT_OURS = {
    ".git",
    ".venv",
    ".uv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "__pycache__",
    "bedside-data",
    "figures",
}
_TEXT = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".sh",
    ".html",
    ".css",
    ".js",
    ".json",
    ".txt",
    ".ipynb",
    ".svg",
    ".tsv",
    "",
}


def files(root: Path = ROOT) -> list[Path]:
    """Returns the project's files, sorted: what git tracks or would track, else all below the folder."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "-C",
            str(root),
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and root == ROOT:
        found = [root / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in root.rglob("*") if not _NOT_OURS & set(path.relative_to(root).parts)]
    return sorted(path for path in found if path.is_file())


def python(root: Path = ROOT) -> list[Path]:
    """Returns the Python files."""
    return [path for path in files(root) if path.suffix == ".py"]


def texts(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Yields each text file with its content; the lock, the licence and the like included."""
    for path in files(root):
        if path.suffix in _TEXT:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yields the name of each function with the number of its lines, decorators and docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def imports(path: Path) -> set[str]:
    """Returns the names of the top-level packages that the file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found
