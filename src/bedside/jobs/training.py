"""Trains what answering learns, in one home: practice on the train split, ranker, abstention, each with its manifest."""

import hashlib
import random
from collections.abc import Callable
from functools import partial
from typing import Any

from bedside.assembly import Assembly, code_version, now
from bedside.core.answering.ranking import model_from_json
from bedside.core.learning.splits import split
from bedside.core.library.document import Document
from bedside.errors import NotFound
from bedside.jobs.train_ranker import gather, train_abstention, train_ranker

MODELS = ("ranker", "abstention")
_SEED = 7
_UNANSWERED_SHARE = 0.2


def run(parts: Assembly, documents: int, progress: Callable[[int, int], None]) -> dict[str, str]:
    """Returns the stored versions by model. Raises NotFound without a loaded library."""
    parts.open_for_reading()
    parts.refresh_vocabulary()
    index = parts.library.index_of("default")
    everything = parts.all_documents()
    if index is None or not any(d.is_evidence for d in everything):
        raise NotFound("there is no library to learn from", next_step="`bedside library load SOURCE`.")
    train, unanswered = chosen(everything, documents)
    practice = gather(train, unanswered, index, parts.embedder, parts.understander, seed=_SEED, progress=progress)
    ranker = train_ranker(practice)
    model = model_from_json(ranker)
    abstention = train_abstention(practice, model)
    data = hashlib.sha256("\n".join(d.version for d in (*train, *unanswered)).encode()).hexdigest()
    manifest: dict[str, Any] = {
        "trained_at": now().isoformat(),
        "code_version": code_version(),
        "data_sha256": data,
        "documents": len(train),
        "unanswered": len(unanswered),
        "seed": _SEED,
        "embedder": parts.embedder.name,
    }
    save = partial(parts.registry.save, manifest=manifest)
    return {"ranker": save("ranker", ranker), "abstention": save("abstention", abstention)}


def chosen(everything: list[Document], documents: int) -> tuple[list[Document], list[Document]]:
    """Returns train-split documents, and known questions of foci that nothing in the library answers, seeded."""
    rng = random.Random(_SEED)
    divided = split([d for d in everything if d.is_evidence])
    train = [d for d in everything if divided.parts.get(d.document_id) == "train"]
    foci = {d.focus.lower() for d in everything if d.is_evidence}
    unanswered = [d for d in everything if not d.is_evidence and d.focus and d.focus.lower() not in foci]
    return (
        rng.sample(train, min(documents, len(train))),
        rng.sample(unanswered, min(int(documents * _UNANSWERED_SHARE), len(unanswered))),
    )
