"""The page at ``/``: three static files, sent with a policy that lets nothing else in."""

from fastapi import APIRouter, Response

from bedside.services.page_files import page_file

router = APIRouter(include_in_schema=False)
_PACKAGE = "bedside.services.chatbot"


@router.get("/")
def page() -> Response:
    """Sends the page."""
    return page_file(_PACKAGE, "index.html", "/")


@router.get("/page/{name}")
def part(name: str) -> Response:
    """Sends one of the page's files."""
    return page_file(_PACKAGE, name, "/")
