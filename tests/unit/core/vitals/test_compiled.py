"""One source, compiled or not: compiled late, kept by what it is made of, and whole without numba."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bedside.core.vitals import compiled as module
from bedside.core.vitals.compiled import compiled, compiled_form, digest
from bedside.core.vitals.kernel import run

SOURCE = Path(module.__file__).parents[3]


def python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(SOURCE), "PATH": "", **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


SCORE = """
    from bedside.core.vitals.scoring import Batch, State, step
    state = State.new()
    changes = step(state, Batch.of([0], [2], [1_760_000_400_000], [80.0], [1_760_000_400_000]))
    print(changes.condition.tolist())
"""


@compiled
def twice(value: float) -> float:
    return 2 * value


@compiled
def twice_and_one(value: float) -> float:
    return twice(value) + 1


def test_a_marked_function_is_the_ordinary_one_and_its_compiled_form_is_not() -> None:
    assert twice_and_one(2.5) == 6.0
    form = compiled_form(twice_and_one)
    assert form is not twice_and_one
    assert form(2.5) == 6.0
    assert compiled_form(twice_and_one) is form


def test_importing_the_kernel_neither_imports_numba_nor_compiles() -> None:
    assert python("import sys, bedside.core.vitals.scoring as s; print('numba' in sys.modules)") == "False"


def test_without_numba_the_same_source_scores() -> None:
    assert python("import sys; sys.modules['numba'] = None\n" + textwrap.dedent(SCORE)) == python(SCORE)


def test_where_no_folder_can_be_written_it_is_compiled_without_a_cache(tmp_path: Path) -> None:
    code = """
        from numba.core import caching
        class Nowhere:
            @classmethod
            def from_function(cls, *_):
                return None
        caching.CacheImpl._locator_classes = [Nowhere]
        from bedside.core.vitals.compiled import compiled_form
        from bedside.core.vitals.state_rows import ones
        print(compiled_form(ones)(0b101))
    """
    assert python(code, HOME=str(tmp_path)) == "2"


def test_compiled_code_is_kept_and_found_again_by_the_next_process(tmp_path: Path) -> None:
    code = """
        import numpy as np
        from bedside.core.vitals.compiled import compiled_form
        from bedside.core.vitals.state_rows import ones
        form = compiled_form(ones)
        form(7)
        print(sum(form.stats.cache_hits.values()), sum(form.stats.cache_misses.values()))
    """
    assert python(code, NUMBA_CACHE_DIR=str(tmp_path)) == "0 1"
    assert python(code, NUMBA_CACHE_DIR=str(tmp_path)) == "1 0"


@compiled
def tenfold(value: float) -> float:
    return _FACTOR * value


_FACTOR = 10


@compiled
def tenfold_and_one(value: float) -> float:
    return tenfold(value) + 1


def test_a_change_in_a_constant_or_in_a_function_that_is_called_makes_it_another_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, whole = digest(tenfold_and_one), digest(run)
    monkeypatch.setattr(sys.modules[__name__], "_FACTOR", 11)
    second = digest(tenfold_and_one)
    monkeypatch.setattr(tenfold, "__code__", (lambda value: value).__code__)
    assert len({first, second, digest(tenfold_and_one)}) == 3
    assert digest(run) == whole


def test_the_digest_is_the_same_in_every_process() -> None:
    code = """
        from bedside.core.vitals.compiled import digest
        from bedside.core.vitals.kernel import run
        print(digest(run))
    """
    assert python(code) == python(code, PYTHONHASHSEED="7") == digest(run)


def test_two_functions_of_one_name_in_two_modules_are_refused() -> None:
    def ones(bits: int) -> int:
        return bits

    with pytest.raises(ValueError, match="ones"):
        compiled(ones)
