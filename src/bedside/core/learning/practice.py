"""Makes practice questions out of documents, written as people write: lay phrases, typos, stories, no names at all.

The published questions are templates ("What are the symptoms of X ?") that find their own answers by their very words;
a ranker trained on them would learn to trust those words. These are made from the document's names and answer, never
from its question, so that ranking is learned on the kind of question that comes.
"""

import random
from collections.abc import Sequence

from bedside.core.library.document import Document
from bedside.core.text import STOPWORDS, words

_PHRASES = {
    "information": ("what is {x}", "tell me about {x}", "{x} explained", "my doctor mentioned {x}, what does it mean"),
    "symptoms": ("signs of {x}", "how do i know if i have {x}", "what does {x} feel like", "{x} what happens to you"),
    "causes": ("why do people get {x}", "what brings on {x}", "where does {x} come from", "how did i get {x}"),
    "treatment": ("how do you treat {x}", "what helps {x}", "is there a cure for {x}", "how to get rid of {x}"),
    "prevention": ("how to avoid {x}", "can you stop {x} from happening", "keep from getting {x}"),
    "exams and tests": ("how do they check for {x}", "what test shows {x}", "how is {x} found out"),
    "outlook": ("how long do people live with {x}", "does {x} go away", "will {x} get worse", "{x} life expectancy"),
    "complications": ("what can {x} lead to", "dangers of {x}", "problems from {x} later on"),
    "susceptibility": ("who gets {x}", "am i at risk of {x}", "what makes {x} more likely"),
    "considerations": ("what should i know about {x}", "living with {x}", "diet for {x}"),
    "inheritance": ("is {x} passed down", "will my kids get {x}", "does {x} run in families"),
    "genetic changes": ("which gene is behind {x}", "{x} gene", "what goes wrong in the dna with {x}"),
    "frequency": ("how common is {x}", "how many people have {x}", "is {x} rare"),
    "research": ("new studies on {x}", "any trials for {x}", "what are scientists finding about {x}"),
    "stages": ("stages of {x}", "how far along is {x}"),
}
DESCRIBED_SHARE = 0.8
"""Share of questions that describe without naming; chosen on the development questions."""

_STORIES = (
    "My {who} was just told about this and we are worried. {q}? Thanks in advance.",
    "Hello, I am {age} and a bit lost. {q}? Any info is welcome.",
    "{q}? My {who} is {age} and nobody explains anything to us.",
    "I have been reading a lot lately. {q}?",
)
_WHO = ("mother", "son", "husband", "sister", "dad", "daughter", "partner", "grandmother")
_DESCRIBED = (
    "what is it when you have {words}",
    "{words} what could help",
    "{words}",
    "someone with {words}, what is that",
)


def practice_question(document: Document, rng: random.Random) -> str:
    """Returns one question that the document answers; the same generator state gives the same question."""
    phrases = _PHRASES.get(document.question_type, _PHRASES["information"])
    if rng.random() < DESCRIBED_SHARE and len(document.text.split()) > 25:
        question = rng.choice(_DESCRIBED).format(words=" ".join(_telling(document, rng)))
        if document.question_type not in ("information", "symptoms", ""):
            question = rng.choice(phrases).format(x=" ".join(_telling(document, rng)[:5]))
    else:
        names = [name for name in (document.focus, *document.synonyms) if 2 < len(name) < 60] or [document.title]
        name = document.focus if rng.random() < 0.6 and document.focus else rng.choice(names)
        question = rng.choice(phrases).format(x=name.lower())
    if rng.random() < 0.35:
        question = _mistyped(question, rng)
    if rng.random() < 0.3:
        question = rng.choice(_STORIES).format(q=question, who=rng.choice(_WHO), age=rng.randint(4, 88))
    return question


def _telling(document: Document, rng: random.Random) -> Sequence[str]:
    """Returns some content words of the answer's beginning that are not in its names, in order."""
    named = set(words(" ".join((document.focus, document.title, *document.synonyms))))
    text = document.text.split()
    start = rng.randrange(max(len(text) - 60, 1))
    content = [w for w in words(" ".join(text[start : start + 60])) if len(w) > 3 and w not in STOPWORDS | named]
    unique = list(dict.fromkeys(content))
    keep = sorted(rng.sample(range(len(unique)), min(len(unique), rng.randint(4, 8))))
    return [unique[i] for i in keep] or list(named)


def _mistyped(text: str, rng: random.Random) -> str:
    """Returns the text with one longer word misspelt: a letter lost, doubled or swapped with the next."""
    parts = text.split(" ")
    long = [i for i, part in enumerate(parts) if len(part) >= 6 and part.isalpha()]
    if not long:
        return text
    i = rng.choice(long)
    word, at = parts[i], rng.randrange(1, len(parts[i]) - 1)
    parts[i] = rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(parts)
