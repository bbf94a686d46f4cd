"""Files of readings as bodies of requests: which kind a file is, by its content, and its readings in parts.

Own kinds are JSON (``{"readings": [...]}``, a list, or one reading), NDJSON, CSV with the columns of a reading, and
Arrow as a stream or a file. FHIR and HL7v2 are recognised and left to their doors.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import csv

from bedside.errors import InvalidInput
from bedside.messages.arrow_streams import stream_of

_LINES_A_PART = 5_000
_ROWS_A_PART = 10_000
_JSON, _LINES = "application/json", "application/x-ndjson"
_ARROW = "application/vnd.apache.arrow.stream"
_ARROW_FILE, _ARROW_STREAM = b"ARROW1", b"\xff\xff\xff\xff"
_TEXTS = ("event_id", "patient_id", "device_id", "signal", "value", "unit", "observed_at")


@dataclass(frozen=True, slots=True)
class Part:
    """The body of one request."""

    content: bytes
    media_type: str


def kind_of(path: Path) -> str:
    """Returns ``readings``, ``fhir``, ``hl7v2`` or ``hourly``, by what the file begins with and what is in its JSON."""
    with path.open("rb") as file:
        start = file.read(64)
    if start.lstrip(b"\x0b\r\n\t ")[:4] in (b"MSH|", b"FHS|", b"BHS|"):
        return "hl7v2"
    if start.startswith(b"patient,ICULOS,"):
        return "hourly"
    if start.lstrip()[:1] == b"{":
        given = _json_or_none(path.read_bytes())
        if isinstance(given, dict) and "resourceType" in given:
            return "fhir"
    return "readings"


def parts_of(path: Path) -> Iterator[Part]:
    """Yields the readings of a file, some at a time. Raises InvalidInput for what is no file of readings."""
    with path.open("rb") as file:
        start = file.read(64)
        file.seek(0)
        if start.startswith((_ARROW_FILE, _ARROW_STREAM)):
            yield from _of_arrow(file, is_stream=start.startswith(_ARROW_STREAM))
        elif start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
            yield from _of_json(file)
        else:
            yield from _of_csv(file)


def _of_json(file: BinaryIO) -> Iterator[Part]:
    """Yields one JSON text in parts of its readings, else the lines of NDJSON as they stand."""
    given = _json_or_none(file.read())
    file.seek(0)
    if given is None:
        while lines := list(islice(file, _LINES_A_PART)):
            yield Part(b"".join(lines), _LINES)
        return
    readings = given.get("readings", [given]) if isinstance(given, dict) else given
    if not isinstance(readings, list):
        raise InvalidInput("`readings` in the file is no list", next_step="Write it as a list of readings.")
    for at in range(0, len(readings), _LINES_A_PART):
        yield Part(json.dumps({"readings": readings[at : at + _LINES_A_PART]}).encode(), _JSON)


def _of_arrow(file: BinaryIO, *, is_stream: bool) -> Iterator[Part]:
    try:
        table = pa.ipc.open_stream(file).read_all() if is_stream else pa.ipc.open_file(file.read()).read_all()
    except pa.ArrowException as error:
        raise InvalidInput("the file is no sound Arrow", next_step="Write it again.") from error
    yield from _of_table(table)


def _of_csv(file: BinaryIO) -> Iterator[Part]:
    types: dict[str, pa.DataType] = dict.fromkeys(_TEXTS, pa.string()) | {"sequence": pa.int64()}
    convert = csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    try:
        table = csv.read_csv(file, convert_options=convert)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise _no_readings() from error
    if not len(table) and not set(table.column_names) & set(types):  # rows of other columns the service refuses
        raise _no_readings()
    yield from _of_table(table)


def _no_readings() -> InvalidInput:
    return InvalidInput(
        "the file is no readable CSV of readings",
        next_step=f"The first line names columns among {', '.join(_TEXTS)}, sequence; sequence is a whole number.",
    )


def _of_table(table: pa.Table) -> Iterator[Part]:
    for batch in table.to_batches(max_chunksize=_ROWS_A_PART):
        yield Part(stream_of(batch), _ARROW)


def _json_or_none(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
