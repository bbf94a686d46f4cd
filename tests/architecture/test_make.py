"""The Makefile explains itself, and the documents name only what it has."""

import re
import subprocess

import pytest

from architecture.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z][a-z0-9%-]*):(?!=)", MAKEFILE, re.MULTILINE))


def _make(*arguments: str) -> str:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_help_lists_every_target_and_is_the_default() -> None:
    shown = _make("help")
    listed = set(re.findall(r"^  make ([a-z0-9%-]+) {2,}\S", shown, re.MULTILINE))
    assert listed == TARGETS
    assert _make() == shown


def test_every_target_without_a_file_is_phony() -> None:
    phony = re.search(r"^\.PHONY:(.*)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(phony.group(1).split()) == TARGETS - {"figures-%"}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/quickstart.md", "docs/reference/contract.md"])
def test_targets_named_in_the_documents_exist(page: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)(?=[`\s]|$)", " ".join(_code(page))))
    assert named, f"{page} names no target"
    assert {name for name in named if name not in TARGETS and not name.startswith("figures-")} == set()


def _code(page: str) -> list[str]:
    text = (ROOT / page).read_text()
    return re.findall(r"```.*?```", text, re.DOTALL) + re.findall(r"`[^`\n]+`", text)


@pytest.mark.parametrize("target", ["figures-scale", "figures-learn"])
def test_what_is_not_built_says_so_and_fails(target: str) -> None:
    done = subprocess.run(["make", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "not built yet" in done.stderr


def test_shell_scripts_parse() -> None:
    for script in [*ROOT.glob("scripts/*.sh"), ROOT / ".ci" / "run"]:
        shell = script.read_text().partition("\n")[0].rpartition("/")[2].replace("env ", "")
        subprocess.run([shell, "-n", str(script)], check=True)
        assert script.stat().st_mode & 0o111, f"{script.name} is not executable"
