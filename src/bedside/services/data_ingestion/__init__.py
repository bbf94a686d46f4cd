"""Data ingestion: readings come in, are made durable, and are handed on; patients, alerts and the board beside them."""

from bedside.services.data_ingestion.ingest_routes import router as ingest
from bedside.services.data_ingestion.view_routes import router as views
from bedside.services.web import service

ROUTERS = [ingest, views]
app = service("data_ingestion", ROUTERS)
