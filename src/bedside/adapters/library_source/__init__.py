"""Opens what a library is loaded from, choosing the reader by what the address is.

starter                          the library that ships with the package
hub:lavita/MedQuAD               the Hugging Face hub, by name
medquad-xml.tar.xz, folder, .xml MedQuAD as XML
folder or file of Parquet/JSON   MedQuAD as on the hub, told by its columns
file.jsonl                       one document a line
folder, archive or file          Markdown, text, HTML and PDF
"""

from importlib.resources import files as package_files
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bedside.adapters.library_source import folder, jsonl, medquad_hub, medquad_xml
from bedside.adapters.library_source.files import File, is_archive, names
from bedside.core.library.source import LibrarySource
from bedside.errors import InvalidInput

_PEEKED = 500
_NEXT = (
    "Give `starter`, `hub:lavita/MedQuAD`, the MedQuAD XML folder or archive, a folder of its Parquet files, a .jsonl "
    "file, or a folder of Markdown, text, HTML and PDF."
)

__all__ = ["File", "open_source"]


def open_source(address: str) -> LibrarySource:
    """Returns the source at an address, unread. Raises InvalidInput where there is none that can be read."""
    if address == "starter":
        return folder.source(Path(str(package_files("bedside") / "starter_library")), "starter", left_out="README.md")
    if address.startswith("hub:"):
        return medquad_hub.source_by_name(address.removeprefix("hub:"))
    path = Path(unquote(urlsplit(address).path) if address.startswith("file://") else address).expanduser()
    if not path.exists():
        raise InvalidInput("There is nothing at the given address of a library source.", next_step=_NEXT)
    return _by_content(path)


def _by_content(path: Path) -> LibrarySource:
    """Returns the source for a path, told by the endings of what it holds and by the columns of data files."""
    found = [name.lower() for name in islice(names(path), _PEEKED)]
    xml = sum(name.endswith(".xml") for name in found)
    prose = sum(folder.is_readable(name) for name in found)
    if xml > prose:
        return medquad_xml.source(path)
    if not is_archive(path) and medquad_hub.looks_like(path):
        return medquad_hub.source(path)
    if path.is_file() and path.suffix.lower() in (".jsonl", ".ndjson"):
        return jsonl.source(path, _name(path))
    if prose:
        return folder.source(path, _name(path))
    raise InvalidInput("The given library source holds nothing that can be read.", next_step=_NEXT)


def _name(path: Path) -> str:
    """Returns the library's name in keys: that of the file or folder."""
    return folder.file_id(path.resolve().name.split(".")[0])
