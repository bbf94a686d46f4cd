"""The starter library: well formed, complete for the ward signs, and without doses."""

import re
from collections import Counter
from pathlib import Path

import pytest

LIBRARY = Path(__file__).resolve().parents[2] / "src" / "bedside" / "starter_library"
KEYS = ["title", "focus", "synonyms", "source", "sources", "url", "reviewed"]
TYPES = {
    "information",
    "symptoms",
    "causes",
    "treatment",
    "prevention",
    "exams and tests",
    "outlook",
    "complications",
    "susceptibility",
    "considerations",
}
WARD_TOPICS = {
    "heart-rate",
    "pulse",
    "oxygen-saturation",
    "respiratory-rate",
    "blood-pressure",
    "mean-arterial-pressure",
    "body-temperature",
    "fever",
    "blood-glucose",
    "oxygen-therapy",
    "fio2",
    "consciousness-acvpu",
    "glasgow-coma-scale",
    "capillary-refill",
    "respiratory-effort-children",
    "weight-height-bmi",
    "news2",
    "mews",
    "qsofa",
    "sirs",
    "pews",
    "early-warning-scores",
    "monitor-alarms",
}
WARD_WORDS = [
    "heart rate",
    "pulse",
    "SpO2",
    "respiratory rate",
    "systolic",
    "diastolic",
    "mean arterial pressure",
    "temperature",
    "fever",
    "blood glucose",
    "oxygen therapy",
    "FiO2",
    "ACVPU",
    "GCS",
    "capillary refill",
    "respiratory effort",
    "weight",
    "height",
    "BMI",
    "NEWS2",
    "MEWS",
    "qSOFA",
    "SIRS",
    "PEWS",
]
# A number and a drug unit; laboratory units such as mg/dL, mg/mmol and mg/L are not doses.
DOSE = re.compile(
    r"\d\s*-?(?:mg|mcg|µg|μg|micrograms?|milligrams?|IU|tablets?|capsules?|puffs?)\b(?!/(?:dL|mmol|L)\b)",
    re.IGNORECASE,
)
SECTION = re.compile(r"^## (.+?) \{([^{}]+)\}\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def topic_paths():
    return sorted(p for p in LIBRARY.glob("*.md") if p.name != "README.md")


def split_front_matter(path):
    text = path.read_text(encoding="utf-8")
    match = re.match(r"---\n(.*?)\n---\n(.*)\Z", text, re.DOTALL)
    assert match, f"{path.name}: no front matter"
    pairs = [line.split(": ", 1) for line in match.group(1).splitlines()]
    assert all(len(pair) == 2 for pair in pairs), f"{path.name}: front matter is not 'key: value'"
    return pairs, match.group(2)


def sections(path):
    body = split_front_matter(path)[1]
    return [(q, kind, " ".join(text.split())) for q, kind, text in SECTION.findall(body)]


def all_sections():
    return [(p.stem, *s) for p in topic_paths() for s in sections(p)]


def plain(text):
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


every_topic = pytest.mark.parametrize("path", topic_paths(), ids=lambda p: p.stem)


def test_there_are_enough_topics():
    assert len(topic_paths()) >= 60


@every_topic
def test_front_matter(path):
    pairs, _ = split_front_matter(path)
    assert [key for key, _ in pairs] == KEYS
    front = dict(pairs)
    assert all(value.strip() for value in front.values())
    assert front["source"] == "Bedside starter library (not clinically reviewed)"
    assert front["reviewed"] == "no"
    assert re.fullmatch(r"https://[a-z0-9.-]+(/\S*)?", front["url"])
    names = [name.strip() for name in front["synonyms"].split(";")]
    assert all(names)
    assert len(set(names)) == len(names)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem)


@every_topic
def test_sections_are_well_formed(path):
    body = split_front_matter(path)[1]
    found = sections(path)
    assert 3 <= len(found) <= 7
    assert len(found) == len(re.findall(r"^#", body, re.MULTILINE)), "a heading is not '## question? {type}'"
    for question, kind, text in found:
        assert kind in TYPES
        assert question.endswith("?")
        assert 30 <= len(text.split()) <= 200, question
        assert text.endswith("."), question


@every_topic
def test_sentences_stand_by_themselves(path):
    for question, _, text in sections(path):
        assert not re.search(r"(?:^|[.!?] )(?:It|Its|They|Their|This|These) ", text), question


@every_topic
def test_no_drug_doses(path):
    assert not DOSE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["take 500 mg", "500mg daily", "2 tablets", "100 micrograms", "5-mg"])
def test_the_dose_pattern_finds_doses(text):
    assert DOSE.search(text)


@pytest.mark.parametrize("text", ["72 mg/dL", "3 mg/mmol", "4 litres per minute", "120 g/L", "90 mmHg"])
def test_the_dose_pattern_leaves_measurements_alone(text):
    assert not DOSE.search(text)


def test_titles_and_focus_are_unique():
    fronts = [dict(split_front_matter(p)[0]) for p in topic_paths()]
    for key in ("title", "focus"):
        counts = Counter(plain(front[key]) for front in fronts)
        assert [name for name, n in counts.items() if n > 1] == []


def test_every_ward_topic_is_present():
    assert WARD_TOPICS - {p.stem for p in topic_paths()} == set()


@pytest.mark.parametrize("word", WARD_WORDS)
def test_every_vital_sign_and_score_is_named_in_a_heading_line(word):
    lines = []
    for path in topic_paths():
        front = dict(split_front_matter(path)[0])
        lines.append(" ".join([front["title"], front["focus"], front["synonyms"]]))
    assert any(word.lower() in line.lower() for line in lines)


def test_questions_are_unique():
    counts = Counter(plain(question) for _, question, _, _ in all_sections())
    assert [question for question, n in counts.items() if n > 1] == []


def test_no_section_or_sentence_is_shared():
    sections_seen = Counter(plain(text) for *_, text in all_sections())
    assert [text for text, n in sections_seen.items() if n > 1] == []
    sentences = Counter(
        plain(sentence)
        for *_, text in all_sections()
        for sentence in re.split(r"(?<=[.!?]) ", text)
        if len(sentence) >= 40
    )
    assert [sentence for sentence, n in sentences.items() if n > 1] == []


@pytest.mark.parametrize(
    "slug",
    [
        "heart-attack",
        "stroke-tia",
        "cardiac-arrest",
        "sepsis",
        "shock",
        "anaphylaxis",
        "asthma",
        "epilepsy-seizures",
        "fever-in-children",
        "burns",
    ],
)
def test_emergency_topics_say_whom_to_call(slug):
    assert any("local emergency number" in text for *_, text in sections(LIBRARY / f"{slug}.md"))


def news2_text():
    return {question: text for question, _, text in sections(LIBRARY / "news2.md")}


@pytest.mark.parametrize(
    "line",
    [
        "Respiration per minute: 8 or below 3, 9-11 1, 12-20 0, 21-24 2, 25 or above 3.",
        "SpO2 scale 1: 91 % or below 3, 92-93 % 2, 94-95 % 1, 96 % or above 0.",
        "Extra oxygen 2.",
        "Systolic mmHg: 90 or below 3, 91-100 2, 101-110 1, 111-219 0, 220 or above 3.",
        "Pulse: 40 or below 3, 41-50 1, 51-90 0, 91-110 1, 111-130 2, 131 or above 3.",
        "Not alert 3.",
        "Temperature Celsius: 35.0 or below 3, 35.1-36.0 1, 36.1-38.0 0, 38.1-39.0 1, 39.1 or above 2.",
    ],
)
def test_news2_bands_are_those_of_the_chart(line):
    assert line in news2_text()["What are the NEWS2 scoring bands?"]


def test_the_readme_says_not_reviewed_and_names_the_licence():
    text = (LIBRARY / "README.md").read_text(encoding="utf-8")
    assert "Not clinically reviewed" in text
    assert "MIT" in text
