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

        self.intake = IntakeMetrics(self.registry)

    def text(self) -> bytes:
        """Returns all metrics in Prometheus's text format."""
        return generate_latest(self.registry)


class IntakeMetrics:
    """Readings that come in, the log they go to, and how far its consumers are. A door is named, a sender never."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.readings = Counter(
            "bedside_readings_total", "Readings by door and result", ["door", "result"], registry=registry
        )
        self.rejected = Counter(
            "bedside_readings_rejected_total", "Readings refused, by reason", ["reason"], registry=registry
        )
        self.commits = Histogram(
            "bedside_log_commit_seconds",
            "Time of one commit of the readings log",
            buckets=_BUCKETS,
            registry=registry,
        )
        self.log_rows = Gauge("bedside_log_rows", "Rows of the readings log", registry=registry)
        self.log_bytes = Gauge("bedside_log_bytes", "Bytes of the rows of the readings log", registry=registry)
        self.log_lag = Gauge(
            "bedside_log_lag_rows", "Rows a group has not done yet", ["group", "shard"], registry=registry
        )
        self.log_dropped = Counter(
            "bedside_log_dropped_rows_total",
            "Rows dropped for size before a group did them",
            ["group"],
            registry=registry,
        )
        self.rejects_waiting = Gauge("bedside_rejects_waiting", "Entries in quarantine", registry=registry)
        self.preprocessed = Counter(
            "bedside_preprocessed_readings_total",
            "Readings that came to preprocessing as columns",
            registry=registry,
        )
