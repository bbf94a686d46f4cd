"""Files of readings as bodies of requests: which kind a file is, by its content, and its readings in parts.

Own kinds are JSON (``{"readings": [...]}``, a list, or one reading), NDJSON, CSV with the columns of a reading, and
Arrow as a stream or a file. FHIR, also as lines, and HL7v2 are recognised and left to their doors. A byte order mark is
passed over.
"""

import json
from collections.abc import Iterator, Sequence
from io import SEEK_CUR, BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa

from bedside.errors import InvalidInput
from bedside.messages.arrow_streams import stream_of
from bedside.messages.csv_header import is_hourly
from bedside.messages.csv_readings import ARROW, LINES, ROWS_A_PART, parts_of_csv
from bedside.messages.file_text import opened
from bedside.messages.json_names import names_twice
from bedside.messages.request_parts import Part


class _WithReadings(msgspec.Struct):
    readings: list[msgspec.Raw]


_WITH_READINGS, _LIST = msgspec.json.Decoder(_WithReadings), msgspec.json.Decoder(list[msgspec.Raw])
_LINES_A_PART = 5_000
_LONGEST_START = 10_000
_JSON = "application/json"
_ARROW_FILE, _ARROW_STREAM = b"ARROW1", b"\xff\xff\xff\xff"


def kind_of(path: Path) -> str:
    """Returns ``readings``, ``fhir``, ``fhir_lines``, ``hl7v2`` or ``hourly``, by what the file holds."""
    with opened(path) as file:
        start = file.readline(_LONGEST_START)
        if start.lstrip(b"\x0b\r\n\t ")[:4] in (b"MSH|", b"FHS|", b"BHS|"):
            return "hl7v2"
        if is_hourly(start.decode("utf-8", "replace").rstrip()):
            return "hourly"
        if start.lstrip()[:1] in (b"{", b""):
            return _kind_of_json(start + file.read())
    return "readings"


def _kind_of_json(text: bytes) -> str:
    if _is_resource(_json_or_none(text)):
        return "fhir"
    lines = (line for line in BytesIO(text) if line.strip())
    return "fhir_lines" if _is_resource(_json_or_none(next(lines, b""))) else "readings"


def _is_resource(given: Any) -> bool:
    return isinstance(given, dict) and "resourceType" in given


def parts_of(path: Path) -> Iterator[Part]:
    """Yields the readings of a file, some at a time. Raises InvalidInput for what is no file of readings."""
    with opened(path) as file:
        start = file.read(64)
        file.seek(-len(start), SEEK_CUR)
        if start.startswith((_ARROW_FILE, _ARROW_STREAM)):
            yield from _of_arrow(file, is_stream=start.startswith(_ARROW_STREAM))
        elif start.lstrip()[:1] in (b"{", b"["):
            yield from _of_json(file)
        else:
            yield from parts_of_csv(file.read())


def _of_json(file: BinaryIO) -> Iterator[Part]:
    """Yields one JSON text in parts of its readings, else the lines of NDJSON as they stand."""
    begins = file.tell()
    text = file.read()
    file.seek(begins)
    if (given := _json_or_none(text)) is None:
        while lines := list(islice(file, _LINES_A_PART)):
            yield Part(b"".join(lines), LINES)
        return
    readings = _readings_as_they_stand(text, given)
    for at in range(0, len(readings), _LINES_A_PART):
        yield Part(b'{"readings": [%b]}' % b", ".join(readings[at : at + _LINES_A_PART]), _JSON)


def _readings_as_they_stand(text: bytes, given: Any) -> Sequence[bytes]:
    """Returns the readings of a JSON text, each as it is written: read and written anew it could say something else."""
    if isinstance(given, dict) and "readings" not in given:
        return [text]
    if "readings" in names_twice(text):
        raise InvalidInput("`readings` stands twice in the file", next_step="Write all readings as one list.")
    try:
        read = _LIST.decode(text) if isinstance(given, list) else _WITH_READINGS.decode(text).readings
    except msgspec.DecodeError as error:
        raise InvalidInput("`readings` in the file is no list", next_step="Write it as a list of readings.") from error
    return [bytes(one) for one in read]


def _of_arrow(file: BinaryIO, *, is_stream: bool) -> Iterator[Part]:
    try:
        table = pa.ipc.open_stream(file).read_all() if is_stream else pa.ipc.open_file(file.read()).read_all()
    except pa.ArrowException as error:
        raise InvalidInput("the file is no sound Arrow", next_step="Write it again.") from error
    yield from _of_table(table)


def _of_table(table: pa.Table) -> Iterator[Part]:
    for batch in table.to_batches(max_chunksize=ROWS_A_PART):
        yield Part(stream_of(batch), ARROW)


def _json_or_none(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
