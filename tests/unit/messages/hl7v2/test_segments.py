"""Splitting HL7 messages: by the delimiters they declare, with escapes undone, in the set they declare."""

import pytest

from bedside.core.vitals.reading import Reason
from bedside.messages.hl7v2.segments import Message, Segment, split, split_header

MSH = b"MSH|^~\\&|GW|ICU|B|W|20260301120000||ORU^R01|42|P|2.5.1"


def second(*, line: str, header: bytes = MSH, codec: str = "ascii") -> Segment:
    message = split(header + b"\r" + line.encode(codec))
    assert isinstance(message, Message)
    return message.segments[0]


def test_fields_are_numbered_as_in_the_standard() -> None:
    message = split(MSH)
    assert isinstance(message, Message)
    header = message.header
    assert (header.raw(1), header.raw(2), header.component(9, 2), header.component(10)) == ("|", "^~\\&", "R01", "42")
    assert (header.raw(99), header.component(99), header.repetitions(99)) == ("", "", [])


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (r"a\F\b", "a|b"),
        (r"a\S\b", "a^b"),
        (r"a\R\b", "a~b"),
        (r"a\E\b", "a\\b"),
        (r"a\T\b", "a&b"),
        (r"a\X4142\b", "aABb"),
        (r"a\XZZ\b", "a\N{REPLACEMENT CHARACTER}b"),
        (r"a\H\b\N\c", "abc"),
        (r"a\.br\b", "a\nb"),
        (r"a\Zpain\b", "a\N{REPLACEMENT CHARACTER}b"),
        (r"a\C2842\b", "a\N{REPLACEMENT CHARACTER}b"),
        (r"a\F", r"a\F"),
        (r"\E\T\E\ ".strip(), "\\T\\"),
    ],
)
def test_an_escape_is_undone_where_it_means_a_character(escaped: str, plain: str) -> None:
    assert second(line=f"PID|{escaped}").component(1) == plain


def test_null_is_not_the_same_as_absent() -> None:
    segment = second(line='OBX|""||x^""^y')
    assert [segment.is_null(number) for number in (1, 2, 3)] == [True, False, False]
    assert (segment.component(1), segment.component(3, 2), segment.component(3, 3)) == ("", "", "y")


def test_repetitions_components_and_the_first_subcomponent_are_told_apart() -> None:
    segment = second(line="PID|a&1^b~c^d&2")
    assert [segment.components(one) for one in segment.repetitions(1)] == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("declared", "codec"), [(b"UNICODE UTF-8", "utf-8"), (b"8859/1", "latin-1"), (b"8859/15", "iso8859-15")]
)
def test_text_is_read_in_the_set_that_is_declared(declared: bytes, codec: str) -> None:
    assert second(line="PID|Zoë", header=MSH + b"||||||" + declared, codec=codec).component(1) == "Zoë"


def test_what_a_set_cannot_say_is_marked_and_the_rest_is_read() -> None:
    segment = second(line="PID|Zoë|p1", codec="latin-1")
    assert (segment.component(1), segment.component(2)) == ("Zo\N{REPLACEMENT CHARACTER}", "p1")


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n", "\r\r", "\r\n\r\n"])
def test_lines_may_end_as_senders_end_them(ends: str) -> None:
    message = split(b"\r\n" + ends.join([MSH.decode(), "PID|1", "OBR|1", ""]).encode())
    assert isinstance(message, Message)
    assert [one.name for one in message.segments] == ["PID", "OBR"]


def test_a_line_feed_within_a_field_is_a_character() -> None:
    assert second(line="NTE|one\ntwo\rPID|1").component(1) == "one\ntwo"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00",
        b"MSH",
        b"MSH|^~\\&",
        b"MSH|^~\\|x|y|z",
        b"MSH|^^\\&|x|y",
        b"MSHx^~\\&xyyy",
        b"MSH|^~\\&\xff|x|y",
        b"PID|1||p1",
        MSH + b"\rpid|1",
        MSH + b"\rP|1",
        MSH + b"\r" + MSH,
    ],
)
def test_what_is_no_message_is_refused(raw: bytes) -> None:
    assert split(raw) is Reason.MALFORMED


def test_a_set_in_which_delimiters_may_be_hidden_is_refused_but_its_header_is_known() -> None:
    raw = MSH + b"||||||ISO IR87\rPID|1"
    assert split(raw) is Reason.NOT_SUPPORTED
    header = split_header(raw)
    assert header is not None
    assert header.component(10) == "42"


def test_a_flood_of_segments_is_refused() -> None:
    assert split(MSH + b"\rNTE|1" * 20_000) is Reason.MALFORMED
