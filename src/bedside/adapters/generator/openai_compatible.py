"""Rephrases through any server that speaks OpenAI's chat protocol: vLLM, Ollama, llama.cpp's server, OpenAI itself."""

import json
import time
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit, urlunsplit

import httpx2

from bedside.adapters.generator import prompt
from bedside.core.loopback import is_loopback
from bedside.errors import Misconfigured, OfflineRefused, Unavailable

_VARIABLE = "BEDSIDE_GENERATOR_URL"
_SCHEMES = {"openai+http": "http", "openai+https": "https"}
_CORRECT = f"Start the model's server or correct {_VARIABLE}; `extractive://` needs none."


class OpenAiCompatibleGenerator:
    """Satisfies `ports.Generator`. The address is ``openai+http://host:port/v1?model=NAME``.

    Raises Misconfigured for an address without host or model, OfflineRefused for another machine in offline mode.
    ``timeout_s`` covers a whole call. May be used from several threads at once.
    """

    def __init__(self, address: str, *, offline: bool, timeout_s: float = 8.0, api_key: str = "") -> None:
        base_url, self._model = _parts(address)
        if offline and not is_loopback(base_url):
            raise OfflineRefused(f"{_VARIABLE} names another machine while BEDSIDE_OFFLINE=1")
        self.name = f"openai:{self._model}"
        self._timeout_s = timeout_s
        self._client = httpx2.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {api_key}"} if api_key else {},
            timeout=timeout_s,
            trust_env=not is_loopback(base_url),
            limits=httpx2.Limits(keepalive_expiry=3.0),
        )

    def rephrase(self, question: str, sentences: Sequence[str]) -> list[str]:
        """Returns one sentence for each given, in order, "" where the model gave none. Raises Unavailable."""
        if not sentences:
            return []
        body = {
            "model": self._model,
            "messages": prompt.messages(question, sentences),
            "temperature": 0,
            "max_tokens": prompt.most_tokens(sentences),
        }
        try:
            status, content = self._post("chat/completions", json.dumps(body).encode())
        except httpx2.TimeoutException as error:
            raise Unavailable(f"the generator did not answer within {self._timeout_s:g} s") from error
        except httpx2.RequestError as error:
            raise Unavailable("the generator cannot be reached", next_step=_CORRECT) from error
        if status != httpx2.codes.OK:
            raise Unavailable(f"the generator answered {status}", next_step=_CORRECT)
        return prompt.parse(_said(content), len(sentences))

    def close(self) -> None:
        """Closes the kept connections."""
        self._client.close()

    def _post(self, path: str, content: bytes) -> tuple[int, bytes]:
        deadline = time.monotonic() + self._timeout_s
        headers = {"Content-Type": "application/json"}
        with self._client.stream("POST", path, content=content, headers=headers) as response:
            received = bytearray()
            for part in response.iter_bytes():
                received += part
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the answer came too slowly")
        return response.status_code, bytes(received)


def _parts(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    model = parse_qs(parts.query).get("model", [""])[0]
    if parts.scheme not in _SCHEMES or not parts.hostname or not model:
        raise Misconfigured(
            f"{_VARIABLE} lacks its host or model",
            next_step=f"Write {_VARIABLE}=openai+http://host:port/v1?model=NAME.",
        )
    return urlunsplit((_SCHEMES[parts.scheme], parts.netloc, parts.path, "", "")), model


def _said(content: bytes) -> str:
    try:
        said = json.loads(content)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Unavailable("the generator does not speak OpenAI's chat protocol", next_step=_CORRECT) from error
    return said if isinstance(said, str) else ""
