"""Keeps what a service acknowledged, and tells where what it holds after a kill differs from that."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

Text = str | None
"""A document's text, None where there is no such document."""


@dataclass
class Ledger:
    """One writer's book. A change that was sent and not answered may be there or not, but whole either way."""

    name: str
    acknowledged: dict[str, Text] = field(default_factory=dict)
    in_flight: tuple[str, Text] | None = None
    sent: dict[str, list[str]] = field(default_factory=dict)
    recent: set[str] = field(default_factory=set)
    count: int = 0

    def next_change(self, choose: random.Random) -> tuple[str, Text]:
        """Returns the next change: mostly a new document, else an edit or a deletion of one there is."""
        self.count += 1
        live = [d for d, text in self.acknowledged.items() if text is not None]
        kind = choose.random()
        if live and kind < 0.2:
            return choose.choice(live), None
        document_id = choose.choice(live) if live and kind < 0.45 else f"{self.name}-{self.count}"
        return document_id, f"Note {document_id} says {self.name}word{self.count}."

    def write(self, send: Callable[[str, Text], None], choose: random.Random) -> None:
        """Sends changes for good, each entered once it was answered; ends with what ``send`` raises."""
        while True:
            self.in_flight = self.next_change(choose)
            document_id, text = self.in_flight
            self.recent.add(document_id)
            self.sent.setdefault(document_id, []).extend([text] if text else [])
            send(document_id, text)
            self.acknowledged.update([self.in_flight])
            self.in_flight = None

    def faults(
        self, stored: Callable[[str], Text], found: Callable[[str], bool], *, everything: bool = True
    ) -> list[str]:
        """Returns what is wrong: ``stored`` reads a document, ``found`` tells whether a search meets just this text.

        Not ``everything``: only what was sent since the last look.
        """
        looked_at = self.acknowledged if everything else self.recent
        allowed = {d: {self.acknowledged[d]} for d in looked_at if d in self.acknowledged}
        if self.in_flight is not None:
            document_id, text = self.in_flight
            allowed.setdefault(document_id, {None}).add(text)
        wrong = []
        for document_id, texts in allowed.items():
            now = stored(document_id)
            if now not in texts:
                wrong.append(f"{document_id}: lost")
            wrong += [f"{document_id}: half applied" for text in self.sent[document_id] if found(text) != (text == now)]
            self.acknowledged[document_id] = now
        self.in_flight = None
        self.recent.clear()
        return wrong


def last_word(text: str) -> str:
    """Returns the word that only this text has."""
    return text.rstrip(".").rsplit(" ", 1)[-1]
