"""Every page is sent with the one policy of what a browser may load and run; no file beside the pages is sent."""

from importlib.resources import files

import pytest

from bedside.errors import NotFound
from bedside.services.page_files import MARK, page_file

PACKAGES = ("bedside.services.chatbot", "bedside.services.data_ingestion")
PAGES = [
    (package, entry.name)
    for package in PACKAGES
    for entry in (files(package) / "page").iterdir()
    if entry.name.endswith(".html")
]


@pytest.mark.parametrize(("package", "name"), PAGES)
def test_a_page_has_the_shared_head_once_and_no_policy_of_its_own(package: str, name: str) -> None:
    written = (files(package) / "page" / name).read_bytes()
    assert (written.count(MARK), b"Content-Security-Policy" in written) == (1, False)
    sent = bytes(page_file(package, name, "/").body)
    assert MARK not in sent
    for once in (b'<meta charset="utf-8">', b"require-trusted-types-for 'script'", b'content="no-referrer"'):
        assert sent.count(once) == 1


def test_the_pages_are_found() -> None:
    assert len(PAGES) == 5


@pytest.mark.parametrize("name", ["nothing.html", "../routes.py", "__init__.py", ""])
def test_what_is_no_file_of_the_pages_is_not_sent(name: str) -> None:
    with pytest.raises(NotFound, match="no such file"):
        page_file(PACKAGES[0], name, "/")
