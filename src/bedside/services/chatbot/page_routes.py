"""The page at ``/``: three static files, sent with a policy that lets nothing else in."""

from importlib.resources import files

from fastapi import APIRouter, Response

from bedside.errors import NotFound

router = APIRouter(include_in_schema=False)
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "html": "text/html; charset=utf-8"}


@router.get("/")
def page() -> Response:
    """Sends the page."""
    return _file("index.html")


@router.get("/page/{name}")
def part(name: str) -> Response:
    """Sends one of the page's files."""
    return _file(name)


def _file(name: str) -> Response:
    folder = files("bedside.services.chatbot") / "page"
    if name not in {entry.name for entry in folder.iterdir() if entry.is_file()}:
        raise NotFound("the page has no such file", next_step="Open `/` again: it names the files it needs.")
    content = (folder / name).read_bytes()
    return Response(content, media_type=_TYPES[name.rsplit(".", 1)[-1]], headers={"Cache-Control": "no-cache"})
