"""Preprocessing: reads a person's message. Start alone with ``uvicorn bedside.services.preprocessing:app``."""

from bedside.services.preprocessing.routes import prepare, router
from bedside.services.web import service

app = service("preprocessing", [router], start=[prepare])
