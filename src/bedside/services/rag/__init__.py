"""RAG: the library and its search. Start alone with ``uvicorn bedside.services.rag:app``."""

from bedside.services.preprocessing.routes import prepare
from bedside.services.rag.library_routes import router as library_router
from bedside.services.rag.loading import fill, library_ready, open_library
from bedside.services.rag.routes import router
from bedside.services.web import service

app = service("rag", [router, library_router], start=[open_library, prepare, fill], ready=[library_ready])
