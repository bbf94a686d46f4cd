"""The files of the pages, each sent as it is, but for what all pages have in their heads.

A page has the line `MARK` where its head takes that in: what a browser may load and run stands in one place.
"""

from importlib.resources import files

from fastapi import Response

from bedside.errors import NotFound

MARK = b"  <!-- The head that all pages share. -->\n"
_HEAD = b"""\
  <meta charset="utf-8">
  <!-- The second directive makes the browser itself refuse any markup made from text. -->
  <meta http-equiv="Content-Security-Policy" content="default-src 'self'; require-trusted-types-for 'script'; \
base-uri 'none'; object-src 'none'">
  <meta name="referrer" content="no-referrer">
  <meta name="color-scheme" content="light dark">
"""
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "html": "text/html; charset=utf-8"}


def page_file(package: str, name: str, start: str) -> Response:
    """Returns a file of the package's folder ``page``. Raises NotFound, naming the page to ``start`` from again."""
    folder = files(package) / "page"
    if name not in {entry.name for entry in folder.iterdir() if entry.is_file()}:
        raise NotFound("the page has no such file", next_step=f"Open `{start}` again: it names the files it needs.")
    content = (folder / name).read_bytes().replace(MARK, _HEAD)
    return Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers={"Cache-Control": "no-cache"})
