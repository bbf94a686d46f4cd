"""CSV with the columns of a reading, as bodies of requests: the service judges readings, here only rows are told apart.

A file without any fault is read by Arrow at once. Where Arrow cannot, or lines and rows may not be the same, each line
is read by itself: what is no row goes to the service as well, which refuses it and keeps it, and no other row suffers.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

import pyarrow as pa
from pyarrow import csv

from bedside.messages.arrow_streams import stream_of
from bedside.messages.csv_header import Header, cells_of, header_of
from bedside.messages.file_text import text_of
from bedside.messages.request_parts import Part
from bedside.messages.vitals import known_fields

ROWS_A_PART = 10_000
ARROW, LINES = "application/vnd.apache.arrow.stream", "application/x-ndjson"
_MOST_KEPT = 10_000
_WHOLE = re.compile(r"(\d{1,18})(\.0+)?", re.ASCII)
"""A spreadsheet writes the whole numbers of a column with gaps as 1.0."""


def parts_of_csv(raw: bytes) -> Iterator[Part]:
    """Yields the rows of a file, some at a time. Raises InvalidInput for columns of another kind, or no UTF-8."""
    text = text_of(raw)
    first = text[: text.find("\n") if "\n" in text else None].rstrip("\r")
    header = header_of(first) if first.strip() and "\r" not in first else None
    if header and (table := _at_once(raw, header)) is not None:
        line = 2
        for batch in table.to_batches(max_chunksize=ROWS_A_PART):
            yield Part(stream_of(batch), ARROW, range(line, line + len(batch)))
            line += len(batch)
    else:
        yield from _line_by_line(text)


def _at_once(raw: bytes, header: Header) -> pa.Table | None:
    """Returns all rows; None where one is faulty or blank, a cell has spaces around it, or rows are not lines."""
    separator = header.separator.encode()
    if b" " in raw and any(one in raw for one in (separator + b" ", b" " + separator, b" \n", b"\n ", b" \r")):
        return None
    types = dict.fromkeys(header.names, pa.string()) | ({"sequence": pa.int64()} if "sequence" in header.names else {})
    try:
        table = csv.read_csv(
            pa.BufferReader(raw),
            read_options=csv.ReadOptions(column_names=header.names, skip_rows=1),
            parse_options=csv.ParseOptions(delimiter=header.separator, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""]),
        )
    except pa.ArrowException:
        return None
    lines = raw.count(b"\n") + (not raw.endswith(b"\n"))
    return table if len(table) == lines - 1 and not table["patient_id"].null_count else None


def _line_by_line(text: str) -> Iterator[Part]:
    numbered = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    header = header_of(next((line for _, line in numbered if line.strip()), ""))
    rows = ((number, line, cells_of(line, header.separator)) for number, line in numbered if line.strip())
    filled = (one for one in rows if one[2] is None or any(one[2]))
    while some := list(islice(filled, ROWS_A_PART)):
        yield from _parts(some, header)


def _parts(rows: Sequence[tuple[int, str, list[str] | None]], header: Header) -> Iterator[Part]:
    """Yields the rows that can be told apart as columns, then the others, each with what is known of it."""
    sound: list[tuple[int, dict[str, str | int | None]]] = []
    wrong: list[tuple[int, str, dict[str, str | float]]] = []
    for number, line, cells in rows:
        if cells is None or len(cells) != len(header.names):
            wrong.append((number, "row", {"message": line[:_MOST_KEPT]}))
            continue
        given = {name: cell for name, cell in zip(header.names, cells, strict=True) if cell}
        sequence = given.pop("sequence", "")
        if not sequence:
            sound.append((number, dict(given)))
        elif whole := _WHOLE.fullmatch(sequence):
            sound.append((number, {**given, "sequence": int(whole.group(1))}))
        else:
            wrong.append((number, "sequence", {**known_fields(given), "message": line[:_MOST_KEPT]}))
    if sound:
        yield Part(_columns([one for _, one in sound], header), ARROW, [number for number, _ in sound])
    if wrong:
        content = b"\n".join(json.dumps(one).encode() for *_, one in wrong)
        yield Part(content, LINES, [number for number, *_ in wrong], [field for _, field, _ in wrong])


def _columns(rows: Sequence[dict[str, str | int | None]], header: Header) -> bytes:
    columns = {
        name: pa.array([row.get(name) for row in rows], pa.int64() if name == "sequence" else pa.string())
        for name in header.names
    }
    return stream_of(pa.RecordBatch.from_pydict(columns))
