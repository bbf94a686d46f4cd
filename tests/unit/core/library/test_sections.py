from bedside.core.library.sections import heading_text, lines

PROSE = "This is running text that goes on for more than ten words, and ends with a stop."


def headings(text):
    return [text[line.start : line.end] for line in lines(text) if line.is_heading]


def test_markdown_headings_are_found_at_every_level():
    assert headings(f"# One\n{PROSE}\n\n### Two ###\n\n{PROSE}") == ["# One", "### Two ###"]


def test_a_headings_marks_and_type_are_no_words_of_it():
    assert heading_text("## What is a fever? {information}") == "What is a fever?"
    assert heading_text("no heading") == ""
    assert heading_text("#hashtag") == ""


def test_lines_know_the_nearest_heading_above():
    text = f"{PROSE}\n\n# One\n\n{PROSE}\n\n# Two\n\n{PROSE}"
    assert [line.heading for line in lines(text)] == ["", "One", "One", "Two", "Two"]


def test_a_short_line_above_running_text_is_a_heading():
    assert headings(f"{PROSE}\n\nMajor Risk Factors\n\n{PROSE}") == ["Major Risk Factors"]


def test_items_of_a_list_without_bullets_are_no_headings():
    assert headings(f"Triggers include:\n\nStrong emotions\n\nVigorous activity\n\n{PROSE}") == []


def test_a_short_sentence_is_no_heading():
    assert headings(f"It is rare.\n\n{PROSE}") == []


def test_a_last_line_is_no_heading():
    assert headings(f"{PROSE}\n\nSee also") == []


def test_list_items_are_lines_and_wrapped_lines_are_not():
    text = "One sentence\nwrapped here.\n- first\n- second\n2. third"
    assert [text[line.start : line.end] for line in lines(text)] == [
        "One sentence\nwrapped here.",
        "- first",
        "- second",
        "2. third",
    ]


def test_lines_hold_all_words_and_no_blanks_at_their_ends():
    text = "  One  \n\n\n two \n- three  \n# four\nfive"
    found = [text[line.start : line.end] for line in lines(text)]
    assert " ".join(found).split() == text.split()
    assert found == [line.strip() for line in found]
