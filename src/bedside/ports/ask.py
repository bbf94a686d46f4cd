"""What asking and the library need from outside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bedside.core.answering.query import Correction, Query
from bedside.core.answering.retrieval import Candidates, Found, Search
from bedside.core.answering.sentence_rating import ReadWords
from bedside.core.answering.vocabulary import Vocabulary
from bedside.core.library.document import Document
from bedside.core.memory.conversation import Conversation, Turn


class Embedder(Protocol):
    """Turns texts into vectors."""

    name: str
    """Model and version; vectors of different names never share an index."""
    dimensions: int
    questions_name: str
    """Version of how questions are read. It may change without any passage being embedded again."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one unit row a text, shape (len(texts), dimensions), in order; longer texts are cut at 256 tokens."""

    def embed_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns one unit row a question to search by, in the same space and shape as `embed`."""

    def count_tokens(self, text: str) -> int:
        """Returns how many tokens the text takes, the two special ones included, uncut."""


class WordVectors(Protocol):
    """Vectors of single words, out of context: how alike two words are, without running a model."""

    def read(self, texts: Sequence[str]) -> ReadWords:
        """Returns the word pieces of the texts, the first 400 of a longer one, and what is known of each piece."""
        ...


class Generator(Protocol):
    """Rephrases chosen sentences. It is never trusted: what it returns passes the support check or is dropped."""

    name: str

    def rephrase(self, question: str, sentences: Sequence[str]) -> list[str]:
        """Returns one sentence for each given, in order. Raises Unavailable when it cannot answer in time."""


class ObjectStore(Protocol):
    """Whole files by key, as an object store has them. Keys are relative, with ``/``."""

    def put(self, key: str, content: bytes) -> None:
        """Stores the content under the key, durable on return; a reader sees the old or the new, never a part."""

    def get(self, key: str) -> bytes:
        """Returns the content. Raises NotFound."""

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Yields the keys with the prefix, in order."""

    def exists(self, key: str) -> bool:
        """Returns whether there is such a key."""

    def delete(self, key: str) -> None:
        """Removes the key; one that is not there is no error."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with its times. A deleted one has ``document`` None. ``sequence`` orders all changes of a store."""

    collection: str
    document_id: str
    document: Document | None
    version: str
    sequence: int
    observed_at: datetime
    indexed_at: datetime | None = None
    retrievable_at: datetime | None = None
    failure: str = ""


class DocumentStore(Protocol):
    """The durable truth about a library: what the indexes are built from."""

    def put_many(self, collection: str, documents: Iterable[Document], observed_at: datetime) -> list[StoredDocument]:
        """Stores all or none, durable on return. A document equal to the stored one keeps its sequence and times."""

    def delete(self, collection: str, document_id: str, observed_at: datetime) -> StoredDocument:
        """Marks it deleted, durable on return. Raises NotFound when there is none."""

    def get(self, collection: str, document_id: str) -> StoredDocument:
        """Returns the live document. Raises NotFound."""

    def changes(self, collection: str, after: int = 0, limit: int = 1000) -> list[StoredDocument]:
        """Returns the newest state of what changed after that sequence, in order; deletions included."""

    def mark(self, sequences: Sequence[int], *, indexed_at: datetime, retrievable_at: datetime | None) -> None:
        """Notes when these changes became findable."""

    def mark_failed(self, collection: str, document_id: str, reason: str, observed_at: datetime) -> None:
        """Notes why a document could not be taken in; the reason is shown in the library's status."""

    def forget_failures(self, collection: str, document_ids: Sequence[str]) -> None:
        """Drops the reasons of those that are whole again, or gone."""

    def failures(self, collection: str, limit: int = 100) -> list[tuple[str, str, datetime]]:
        """Returns document id, reason and time, newest first."""

    def counts(self, collection: str) -> dict[str, int]:
        """Returns ``documents``, ``evidence``, ``known_questions``, ``failed`` and ``last_sequence``."""

    def last_sequence(self, collection: str) -> int:
        """Returns ``last_sequence`` of `counts` alone, at a small part of its cost: it is asked for all the time."""

    def collections(self) -> list[str]:
        """Returns the names of the collections that hold anything."""


class Retriever(Protocol):
    """Finds passages for a question."""

    def retrieve(self, search: Search) -> Found:
        """Returns the best passages, best first. Raises InvalidInput, Unavailable."""


class Understander(Protocol):
    """Reads a person's message."""

    def understand(self, text: str, history: Sequence[Turn] = ()) -> Query:
        """Returns what is asked. Never raises on any text; what it cannot tell stays empty."""


class ConversationStore(Protocol):
    """Conversations with their turns, summaries and pinned facts."""

    def get(self, conversation_id: str) -> Conversation:
        """Returns it whole. Raises NotFound."""

    def append(self, conversation_id: str, person_id: str, turns: Sequence[Turn], at: datetime) -> Conversation:
        """Adds turns in order, making the conversation if needed, and refreshes summary and pinned facts; atomic, so
        that two writers lose nothing. Raises NotAllowed when it is another person's.
        """

    def list(self, person_id: str, limit: int = 100) -> list[Conversation]:
        """Returns the person's conversations with their first turn alone, newest first."""

    def delete(self, conversation_id: str) -> None:
        """Removes it with all its turns. Raises NotFound."""

    def delete_person(self, person_id: str) -> int:
        """Removes all of a person's conversations; returns how many."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was given: ``body`` is the exact JSON that was sent."""

    answer_id: str
    conversation_id: str
    person_id: str
    body: bytes
    evidence: bytes
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer; ``verdict`` is accepted, rejected or corrected."""

    answer_id: str
    verdict: str
    comment: str
    correction: str
    by: str
    created_at: datetime


class AnswerStore(Protocol):
    """Answers and what was said of them."""

    def put(self, answer: StoredAnswer) -> None:
        """Stores it, durable on return; the same id again changes nothing."""

    def get(self, answer_id: str) -> StoredAnswer:
        """Returns it. Raises NotFound."""

    def add_feedback(self, feedback: Feedback) -> None:
        """Adds it. Raises NotFound when there is no such answer."""

    def feedback(self, answer_id: str) -> list[Feedback]:
        """Returns all of it, oldest first."""

    def for_person(self, person_id: str) -> list[StoredAnswer]:
        """Returns the person's answers, oldest first."""

    def delete_person(self, person_id: str) -> int:
        """Removes the person's answers and their feedback; returns how many answers."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """How far an index has come: the last change in it, when, how much is in it and what still waits."""

    sequence: int
    as_of: str
    documents: int
    passages: int
    vectors_waiting: int


class PassageIndex(Protocol):
    """Lexical and dense search over one collection. Reads never wait for writes."""

    def candidates(self, search: Search, embed: Callable[[Sequence[str]], NDArray[np.float32]] | None) -> Candidates:
        """Returns what may answer, unranked; without ``embed``, which reads the question, what words alone find."""

    def state(self) -> IndexState:
        """Returns which state of the library is searched."""


class Speller(Protocol):
    """Mends misspellings."""

    def correct(self, text: str, vocabulary: Vocabulary) -> tuple[str, tuple[Correction, ...]]:
        """Returns the text mended and what was mended; words of the vocabulary are never touched."""


class Abbreviations(Protocol):
    """Knows what abbreviations mean."""

    def meanings(self, abbreviation: str) -> tuple[str, ...]:
        """Returns every meaning on record, in no particular order; empty when there is none."""


class LanguageDetector(Protocol):
    """Tells the language of a text."""

    def detect(self, text: str) -> str:
        """Returns an ISO 639-1 code in small letters; ``en`` where nothing else is sure. Never raises."""
