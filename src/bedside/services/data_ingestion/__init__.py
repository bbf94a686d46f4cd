"""Data ingestion: readings in, alerts and notices out. Its routers are put together by the service's app."""
