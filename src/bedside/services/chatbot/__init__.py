"""The chatbot: questions answered with citations. Start alone with ``uvicorn bedside.services.chatbot:app``.

With ``BEDSIDE_RAG_URL``, ``BEDSIDE_PREPROCESS_URL`` and ``BEDSIDE_INGEST_URL`` it asks those services; where one is
unset, that work is done in this process.
"""

from fastapi import FastAPI

from bedside.assembly import Assembly
from bedside.services.chatbot import mcp_over_http, openai_protocol
from bedside.services.chatbot.memory_routes import router as memory_router
from bedside.services.chatbot.page_routes import router as page_router
from bedside.services.chatbot.routes import router
from bedside.services.following import follow_vitals
from bedside.services.preprocessing.routes import prepare
from bedside.services.rag.loading import fill, library_ready, open_library
from bedside.services.web import service

ROUTERS = [router, memory_router, page_router, openai_protocol.router(), mcp_over_http.router()]


def _start(app: FastAPI) -> None:
    """Starts what no peer does."""
    here: Assembly = app.state.assembly
    if not here.settings.rag_url:
        open_library(app)
        fill(app)
    if not here.settings.preprocess_url:
        prepare(app)
    if not here.settings.ingest_url:
        follow_vitals(here, "chatbot:vitals")
    _ = here.answering  # opened now, not while the first person waits; what is broken stops the start and says why


def _ready(here: Assembly) -> str:
    return "" if here.settings.rag_url else library_ready(here)


app = service("chatbot", ROUTERS, start=[_start], ready=[_ready])
