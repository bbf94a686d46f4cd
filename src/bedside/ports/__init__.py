"""What Bedside needs from outside, as roles. Each is a Protocol; `assembly` picks the implementation by address.

All calls are synchronous: the work behind them is SQLite, tantivy and ONNX, and the services run them on threads. Every
implementation may be called from several threads at once.
"""

from bedside.core.alerts.alert import Alert, Notice, Silence
from bedside.ports.alerts import (
    AlertStore,
    Channel,
    Delivery,
    Heartbeats,
)
from bedside.ports.ask import (
    Abbreviations,
    AnswerStore,
    ConversationStore,
    DocumentStore,
    Embedder,
    Feedback,
    Generator,
    IndexState,
    LanguageDetector,
    ObjectStore,
    PassageIndex,
    Retriever,
    Speller,
    StoredAnswer,
    StoredDocument,
    Understander,
    WordVectors,
)
from bedside.ports.rejects import Reject, RejectStore
from bedside.ports.sensors import SensorEvent, SensorEvents
from bedside.ports.watch import (
    AlarmLimits,
    Edited,
    Entry,
    Move,
    Note,
    Offered,
    Patient,
    PatientStore,
    PatientViews,
    ReadingHistory,
    ReadingLog,
    Taken,
    Vitals,
)

__all__ = [
    "Abbreviations",
    "AlarmLimits",
    "Alert",
    "AlertStore",
    "AnswerStore",
    "Channel",
    "ConversationStore",
    "Delivery",
    "DocumentStore",
    "Edited",
    "Embedder",
    "Entry",
    "Feedback",
    "Generator",
    "Heartbeats",
    "IndexState",
    "LanguageDetector",
    "Move",
    "Note",
    "Notice",
    "ObjectStore",
    "Offered",
    "PassageIndex",
    "Patient",
    "PatientStore",
    "PatientViews",
    "ReadingHistory",
    "ReadingLog",
    "Reject",
    "RejectStore",
    "Retriever",
    "SensorEvent",
    "SensorEvents",
    "Silence",
    "Speller",
    "StoredAnswer",
    "StoredDocument",
    "Taken",
    "Understander",
    "Vitals",
    "WordVectors",
]
