from itertools import pairwise

import pytest

from bedside.core.privacy.identifiers import find, redact
from cpu_time import cpu_s

MARKED = [
    ("write to ada.byron+home@mail.example.co.uk please", "write to [EMAIL] please"),
    ("call (555) 201-3345 or +44 20 7946 0958 ext 12", "call [PHONE] or [PHONE]"),
    ("ring 07700 900123, or 555.201.3345", "ring [PHONE], or [PHONE]"),
    ("my page is https://example.org/me?x=1.", "my page is [URL]."),
    ("from 203.0.113.9 and 2001:db8:0:0:1:2:3:4", "from [IP] and [IP]"),
    ("card 4111 1111 1111 1111 is lost", "card [CARD] is lost"),
    ("IBAN DE89 3704 0044 0532 0130 00 please", "IBAN [IBAN] please"),
    ("ssn 219-09-9999", "ssn [SSN]"),
    ("NHS number 943 476 5919", "NHS number [NHS_NUMBER]"),
    ("MRN: 00412345, passport no. X1234567", "MRN: [ID], passport no. [ID]"),
    ("driver's license number is D1234567", "driver's license number is [ID]"),
    ("DOB 03/04/1971", "DOB [DATE_OF_BIRTH]"),
    ("I was born on 4 March 1971", "I was born on [DATE_OF_BIRTH]"),
    ("I live at 12 Orchard Lane, Leeds LS1 4AP", "I live at [ADDRESS]"),
    ("PO Box 442 in Mesa, AZ 85201", "[ADDRESS] in [ADDRESS]"),
    ("my zip code is 90210", "my zip code is [ADDRESS]"),
    ("My name is Ada Byron", "My name is [NAME]"),
    ("my name is ada byron and i am ill", "my name is [NAME] byron and i am ill"),
    ("Dr. Okonkwo and Mrs O'Neil said so", "Dr. [NAME] and Mrs [NAME] said so"),
    ("Hi, I'm Bartek", "Hi, I'm [NAME]"),
    ("I saw Priya with her son Bartek", "I saw [NAME] with her son [NAME]"),
    ("Many thanks,\nIngrid", "Many thanks,\n[NAME]"),
    ("thanks\nmike", "thanks\n[NAME]"),
    ("Maria\u2019s knee hurts", "[NAME]\u2019s knee hurts"),
]


@pytest.mark.parametrize(("text", "marked"), MARKED)
def test_identifiers_are_marked(text: str, marked: str) -> None:
    assert redact(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Is Crohn's disease like Hodgkin lymphoma?",
        "Mum has Parkinson's and Dad has Alzheimers",
        "children with Down syndrome",
        "Graves disease, Bell's palsy, Wilson disease, Marfan syndrome",
        "Lou Gehrig's disease and Guillain-Barre",
        "St. John's wort for mood",
        "BP 120/80, pulse 72, temp 38.5, spo2 94-98 %",
        "A1c 7.2 on 10/12/2023, glucose 180 to 250",
        "take 500 mg 3 times a day for 10-14 days",
        "I'm 54 and I am Diabetic",
        "a drug called Xarelto",
        "This is Lupus",
        "my doctor may say no and will grant nothing",
        "In May I felt worse",
        "CD4 count 350, weight 180 lbs, 5 ft 4",
        "What Are The Treatments For Childhood Brain Tumors?",
        "Polycythemia Vera and Pierre Robin sequence",
        "the years 2010-2015",
        "Vitamin B12 2000-2500 IU",
        "I am from Norway",
    ],
)
def test_illnesses_readings_and_everyday_words_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_offsets_are_those_of_the_text_in_order_and_apart() -> None:
    text = "\u201cAda Byron\u201d \u2013 ada@example.org \u2013 555-201-3345"
    found = find(text)
    assert [text[r.start : r.end] for r in found] == ["Ada Byron", "ada@example.org", "555-201-3345"]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_redacted_text_has_nothing_more_to_redact() -> None:
    for text, _ in MARKED:
        assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "\u2603" * 50, "[NAME] [PHONE]"])
def test_odd_texts_are_left_alone(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "piece", ["1 ", "a@", "Aa ", "1-", "(", "Dr. ", "my name is ", "12 Main ", "+1 (2", "ab:", "\n"]
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def took_s(length: int) -> float:
        text = (piece * length)[:length]
        return cpu_s(lambda: find(text))

    assert took_s(40_000) < 8 * took_s(10_000) + 0.1
