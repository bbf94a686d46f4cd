"""Rephrases by a GGUF file in this process, with llama.cpp through the package xllamacpp.

The model is read when first needed. The package opens an HTTP listener of its own on a free loopback port: it gets a
random key that nobody knows, and its pages are off.
"""

import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

from bedside.adapters.generator import prompt
from bedside.errors import Misconfigured, Unavailable

_CONTEXT_TOKENS = 4096
_VARIABLE = "BEDSIDE_GENERATOR_URL"


class LlamaCppGenerator:
    """Satisfies `ports.Generator`; calls of several threads are served one after the other.

    ``timeout_s`` covers waiting and generating, not the first reading of the file. Raises Misconfigured where the
    package or the file is missing, and at the first call where the file is no model.
    """

    def __init__(self, path: Path, *, timeout_s: float = 20.0) -> None:
        if not path.is_file():
            raise Misconfigured(
                f"{_VARIABLE} names a file that is not there",
                next_step=f"Put a GGUF file there or correct {_VARIABLE}.",
            )
        _ = _package()
        self.name = f"llamacpp:{path.stem}"
        self._path = path
        self._timeout_s = timeout_s
        self._loading = threading.Lock()
        self._one = ThreadPoolExecutor(1, "llamacpp")

    def rephrase(self, question: str, sentences: Sequence[str]) -> list[str]:
        """Returns one sentence for each given, in order, "" where the model gave none. Raises Unavailable."""
        if not sentences:
            return []
        self._load()
        body = {
            "messages": prompt.messages(question, sentences),
            "temperature": 0,
            "max_tokens": prompt.most_tokens(sentences),
            "stream": True,
        }
        deadline = time.monotonic() + self._timeout_s
        said: Future[str] = self._one.submit(self._generate, body, deadline)
        try:
            return prompt.parse(said.result(self._timeout_s), len(sentences))
        except TimeoutError as error:
            said.cancel()
            raise Unavailable(f"the generator did not answer within {self._timeout_s:g} s") from error

    def close(self) -> None:
        """Ends the model; what is under way ends with its next word."""
        self._one.shutdown(wait=True, cancel_futures=True)
        self.__dict__.pop("_server", None)

    def _load(self) -> None:
        with self._loading:
            _ = self._server

    def _generate(self, body: Mapping[str, Any], deadline: float) -> str:
        """Returns what the model says. It is streamed, so that it can be stopped at the deadline."""
        said: list[str] = []
        failed: list[str] = []

        def take(part: Mapping[str, Any]) -> bool:
            if "choices" not in part:
                failed.append("the model refused the request")
                return True
            said.append(part["choices"][0].get("delta", {}).get("content") or "" if part["choices"] else "")
            return time.monotonic() > deadline

        self._server.handle_chat_completions(body, take)
        if failed:
            raise Unavailable(failed[0])
        if time.monotonic() > deadline:
            raise TimeoutError
        return "".join(said)

    @cached_property
    def _server(self) -> Any:
        package = _package()
        wanted = package.CommonParams()
        wanted.model.path = str(self._path)
        wanted.n_ctx = _CONTEXT_TOKENS
        wanted.n_parallel = 1
        wanted.warmup = False
        wanted.verbosity = -1
        wanted.offline = True
        wanted.ui = wanted.endpoint_slots = wanted.endpoint_props = False
        wanted.api_keys = [secrets.token_hex(32)]
        try:
            return package.Server(wanted)
        except RuntimeError as error:
            raise Misconfigured(
                f"{_VARIABLE} names a file that is no model", next_step="Use a GGUF file of a chat model."
            ) from error


def _package() -> Any:
    try:
        import xllamacpp
    except ImportError as error:
        raise Misconfigured(
            f"{_VARIABLE} asks for llama.cpp, which is not installed",
            next_step="Run `pip install 'bedside[generator]'`.",
        ) from error
    return xllamacpp
