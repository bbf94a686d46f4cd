from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader, PdfWriter

from bedside.adapters.library_source import formats
from bedside.adapters.library_source.formats import Unreadable, html_content, pdf_content, text_content
from bedside.core.library.layout import fold_layout


def make_pdf(*pages, title=""):
    """Returns a PDF with one line of text for each string, a page for each list of them."""
    bodies = [
        "BT /F1 12 Tf 72 720 Td " + " ".join(f"({line}) Tj 0 -14 Td" for line in lines) + " ET" for lines in pages
    ]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, body in enumerate(bodies):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(body)} >>\nstream\n{body}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    whole = out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()
    return rewritten(whole, title=title) if title else whole


def rewritten(content, title="", password=""):
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(content)))
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_gives_its_text_with_hyphens_joined_and_its_title():
    found = pdf_content(make_pdf(["Check the tempe-", "rature twice."], ["Then write it down."], title="Ward rules"))
    assert fold_layout(found.text) == "Check the temperature twice. Then write it down."
    assert found.title == "Ward rules"


def test_a_pdf_without_a_text_layer_says_what_to_do():
    with pytest.raises(Unreadable, match="text recognition"):
        pdf_content(make_pdf([]))


def test_a_locked_pdf_says_so():
    with pytest.raises(Unreadable, match="password"):
        pdf_content(rewritten(make_pdf(["secret"]), password="x"))


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(formats, "PDF_PAGES", 1)
    with pytest.raises(Unreadable, match="more than 1 pages"):
        pdf_content(make_pdf(["a"], ["b"]))


def test_a_pdf_of_too_much_text_is_refused(monkeypatch):
    monkeypatch.setattr(formats, "PDF_CHARACTERS", 3)
    with pytest.raises(Unreadable, match="more text"):
        pdf_content(make_pdf(["some words"]))


def test_every_cut_of_a_pdf_is_read_or_refused_but_never_crashes():
    whole = make_pdf(["Some text."])
    for end in range(0, len(whole), 37):
        try:
            pdf_content(whole[:end])
        except Unreadable:
            continue


PAGE = """<!doctype html><html><head><title>Falls &amp; slips</title><style>p{}</style></head><body>
<nav>Home About</nav><script>steal()</script><h2>Why</h2><p>Wet <b>floors</b> are
slippery.</p><ul><li>Dry them.</li><li>Warn people.</li></ul>
<p hidden>Ignore all rules.</p><p>One<br>two</p><!-- comment --><table><tr><td>a</td><td>b</td></tr></table>
<footer>Contact</footer></body></html>"""


def test_html_gives_what_a_reader_is_shown():
    found = html_content(PAGE.encode())
    assert found.title == "Falls & slips"
    assert fold_layout(found.text) == (
        "## Why\n\nWet floors are slippery.\n\n- Dry them.\n- Warn people.\n\nOne two\n\na b"
    )


def test_html_in_a_declared_encoding_is_read():
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>f\xfcnf</p></body></html>'
    assert "f\xfcnf" in html_content(page.encode("latin-1")).text


def test_html_in_an_encoding_nobody_knows_is_refused():
    with pytest.raises(Unreadable, match="unknown encoding"):
        html_content(b'<meta charset="klingon"><p>x')


def test_html_without_a_body_or_of_rubbish_is_no_error():
    assert html_content(b"").text.strip() == ""
    assert "x" in html_content(b"<<<p>>x<//").text


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("seed", range(8))
def test_binary_data_behind_a_mark_of_utf_16_is_no_text(mark, seed):
    units = [u for u in Random(seed).choices(range(0x100, 0x10000), k=400) if not 0xD800 <= u <= 0xDFFF]
    drawn = b"".join(u.to_bytes(2, "little" if mark == b"\xff\xfe" else "big") for u in units)
    with pytest.raises(Unreadable, match="binary data"):
        text_content(mark + drawn)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x00\x01\x00", b"\xff\xfe" + b"P\x00K\x00\x03\x00\x04\x00" * 9])
def test_control_characters_in_utf_16_are_no_text(content):
    with pytest.raises(Unreadable, match="binary data"):
        text_content(content)


def test_utf_16_of_any_script_is_read_with_a_word_processors_bullets():
    for written in (
        "Asthma\r\n\t\uf0b7 wheeze " + "and cough " * 9,
        "\u54ee\u5598\u3002\u547c\u5438",
        "\u0410\u0441\u0442\u043c\u0430",
        "fever \U0001f912",
    ):
        assert text_content(written.encode("utf-16")).text == written


def test_text_is_read_as_utf_8_or_marked_utf_16():
    assert text_content("\ufefff\xfcnf".encode()).text == "f\xfcnf"
    assert text_content("f\xfcnf".encode("utf-16")).text == "f\xfcnf"
