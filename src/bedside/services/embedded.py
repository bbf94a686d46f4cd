"""All services in one process: ``uvicorn bedside.services.embedded:app``, or ``bedside run all``."""

from bedside.services.chatbot import ROUTERS as CHATBOT
from bedside.services.preprocessing.routes import prepare
from bedside.services.preprocessing.routes import router as preprocessing
from bedside.services.rag.library_routes import router as library
from bedside.services.rag.loading import fill, library_ready, open_library
from bedside.services.rag.routes import router as retrieval
from bedside.services.web import service

app = service(
    "embedded",
    [retrieval, preprocessing, *CHATBOT, library],
    start=[open_library, prepare, fill],
    ready=[library_ready],
)
