"""Every metric's name, in one place. Counters and gauges carry no patient and no text."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The metrics of one service process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "bedside_requests_total",
            "Requests by route and status",
            ["route", "method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "bedside_request_seconds",
            "Time to the first byte of a response",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.answers = Counter("bedside_answers_total", "Answers by outcome", ["outcome"], registry=self.registry)
        self.documents = Gauge(
            "bedside_library_documents", "Documents searched", ["collection"], registry=self.registry
        )
        self.passages = Gauge("bedside_library_passages", "Passages searched", ["collection"], registry=self.registry)
        self.waiting = Gauge(
            "bedside_library_vectors_waiting", "Texts still to be embedded", ["collection"], registry=self.registry
        )
        self.behind = Gauge(
            "bedside_library_changes_behind", "Stored changes not yet searched", ["collection"], registry=self.registry
        )
        self.freshness = Histogram(
            "bedside_library_freshness_seconds",
            "From a document's acceptance to its being searchable",
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def text(self) -> bytes:
        """Returns all metrics in Prometheus's text format."""
        return generate_latest(self.registry)
