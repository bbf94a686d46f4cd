"""The phrases of a message that `points` counts: words alone and in twos and threes, and in what light they stand.

A phrase never crosses the end of a sentence. Relatives, numbers and the like are one word each, so that what was learned
of a father holds for a mother. In round brackets stand facts of the whole message.
"""

import re

from bedside.core.answering.small_words import SMALL_WORDS
from bedside.core.answering.triage.message import Light, Message

_FEW_WORDS, _MANY_WORDS = 8, 60
_ALIKE = {
    "<relative>": "mum mom mam mother dad father husband wife son daughter brother sister partner boyfriend girlfriend fiance "
    "gran granny grandma grandad grandpa nan nana grandmother grandfather uncle aunt auntie cousin niece nephew friend mate "
    "flatmate roommate neighbour neighbor colleague boss girl boy kid child man lad bloke guy fella woman lady",
    "<baby>": "baby newborn infant toddler bairn bub",
    "<time>": "minute minutes min mins hour hours hr hrs day days week weeks month months year years",
    "he": "she",
    "him": "her",
    "pill": "pills tablet tablets",
}
_CLASS = {word: name for name, words in _ALIKE.items() for word in words.split()}


def phrases(message: Message) -> list[tuple[str, ...]]:
    """Returns for each word the phrases that begin with it."""
    words = ["#" if word[0].isdigit() else _CLASS.get(word, word) for word in message.words]
    sentences, count = message.sentences, len(words)
    found: list[tuple[str, ...]] = []
    for i, word in enumerate(words):
        own = [word]
        if i + 1 < count and sentences[i + 1] == sentences[i]:
            own.append(f"{word} {words[i + 1]}")
            if i + 2 < count and sentences[i + 2] == sentences[i]:
                own.append(f"{word} {words[i + 1]} {words[i + 2]}")
        if i == 0 or sentences[i] != sentences[i - 1]:
            own += ["^" + phrase for phrase in own[:2]]
        if i in message.labels:
            own += message.labels[i]
        if message.negated[i] >= 0:
            own.append("not: " + word)
        if light := message.light[i]:
            own += [f"{_NAMED[light]}: {word}", f"({_NAMED[light]})"]
        found.append(tuple(own))
    return found


def length(words: int) -> frozenset[str]:
    """Returns a fact of messages with few words, and of those with many."""
    return frozenset({"(short)"} if words < _FEW_WORDS else {"(long)"} if words > _MANY_WORDS else ())


class _Named(dict[Light, str]):
    """The names of lights, made when first asked for: naming a light is slow."""

    def __missing__(self, light: Light) -> str:
        name = self[light] = (light.name or "").lower()
        return name


_NAMED = _Named()


def questions(text: str) -> frozenset[str]:
    """Returns whether a message holds a question mark, and whether it ends with one."""
    asks = {"(asks)"} if "?" in text else set()
    return frozenset(asks | {"(ends asking)"} if text.rstrip().endswith("?") else asks)


_SENTENCES = re.compile(r"[^.?!\n]+[.?!\n]*")
_WORDS = re.compile(r"[A-Za-z][\w'-]*")
_ASKED_TO_COMMA = re.compile(
    r"^(\s*(?:what|how|which|when|where|why|who|is|are|can|could|do|does|should)\b[^?,.!]*)[,.]"
    r"(?=\s*(?:my|our|his|her|their|the|he|she|they|i|we|someone)\b)",
    re.IGNORECASE,
)
"""A question that somebody went on from without its mark: "what are signs of a stroke, my dad's face is drooping"."""
_MOST_ASKED_AND_TOLD = 25
_FEW_CHARACTERS = 1_000


def told_after_asking(text: str) -> str:
    """Returns what a short message tells after a question, with the question's own words behind it; "" where none does.

    >>> told_after_asking("Is bleach poisonous? My toddler drank some.")
    'My toddler drank some bleach poisonous'
    """
    text = _ASKED_TO_COMMA.sub(r"\1?", text[:_FEW_CHARACTERS])
    sentences = [sentence.strip() for sentence in _SENTENCES.findall(text) if sentence.strip(" .?!\n")]
    asked = [place for place, sentence in enumerate(sentences) if "?" in sentence]
    if not asked or asked[-1] == len(sentences) - 1 or len(_WORDS.findall(text)) > _MOST_ASKED_AND_TOLD:
        return ""
    told = [sentence.rstrip(".! ") for sentence in sentences[asked[0] :] if "?" not in sentence]
    words = (word for place in asked for word in _WORDS.findall(sentences[place]) if word.lower() not in SMALL_WORDS)
    return " ".join((*told, *words))
