"""All services in one process: ``uvicorn bedside.services.embedded:app``, or ``bedside run all``."""

from bedside.services import data_ingestion
from bedside.services.chatbot import ROUTERS as CHATBOT
from bedside.services.preprocessing.routes import prepare
from bedside.services.preprocessing.routes import router as preprocessing
from bedside.services.rag.library_routes import router as library
from bedside.services.rag.loading import fill, library_ready, open_library
from bedside.services.rag.routes import router as retrieval
from bedside.services.web import service
from bedside.services.workers import start_workers

app = service(
    "embedded",
    [retrieval, preprocessing, *CHATBOT, *data_ingestion.ROUTERS, library],
    start=[data_ingestion.start, start_workers, open_library, prepare, fill],
    ready=[library_ready, data_ingestion.ward_ready],
)
