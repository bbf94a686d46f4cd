import random
from collections import Counter

from bedside.core.learning.splits import PARTS, focus_keys, leaks, split
from bedside.core.library.document import Document

WORDS = [f"word{n}" for n in range(500)]


def answer(seed, words=60):
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def document(number, focus, text=None, synonyms=()):
    return Document(f"d{number:04d}", focus, answer(number) if text is None else text, focus=focus, synonyms=synonyms)


LIBRARY = [document(n, f"focus {n // 3}") for n in range(900)]
TEMPLATE = "This condition is inherited in a pattern which means both copies of the gene have mutations in each cell"


def placed(documents, result):
    return [(d, result.parts[d.document_id]) for d in documents if d.document_id in result.parts]


def parts_of(result, *documents):
    return {result.parts.get(d.document_id) for d in documents}


def test_the_shares_are_eighty_ten_and_ten():
    counts = Counter(split(LIBRARY).parts.values())
    assert sum(counts.values()) == 900
    assert 0.75 < counts["train"] / 900 < 0.85
    assert min(counts["validation"], counts["test"]) > 60


def test_nothing_leaks():
    assert leaks(placed(LIBRARY, split(LIBRARY))) == []


def test_a_focus_is_in_one_part_however_it_is_written():
    pairs = [(document(2 * n, f"Morbus {n}"), document(2 * n + 1, f"morbus  {n}.")) for n in range(40)]
    result = split([d for pair in pairs for d in pair])
    assert all(len(parts_of(result, *pair)) == 1 for pair in pairs)


def test_a_synonym_binds_as_a_focus_does():
    pairs = [(document(2 * n, f"A{n}", synonyms=("x", f"B{n}")[1:]), document(2 * n + 1, f"B{n}")) for n in range(40)]
    result = split([d for pair in pairs for d in pair])
    assert all(len(parts_of(result, *pair)) == 1 for pair in pairs)


def test_near_duplicates_under_two_foci_are_in_one_part():
    twins = [document(1000 + n, f"other {n}", f"{answer(n)} extra") for n in range(100)]
    result = split(LIBRARY + twins)
    assert all(len(parts_of(result, LIBRARY[n], twins[n])) == 1 for n in range(100))


def test_the_order_of_documents_makes_no_difference():
    assert split(LIBRARY) == split(random.Random(1).sample(LIBRARY, len(LIBRARY)))


def test_a_later_load_leaves_documents_where_they_were():
    before = split(LIBRARY[:600]).parts
    after = split(LIBRARY).parts
    assert {name: after[name] for name in before} == before


def test_known_questions_are_in_no_part():
    assert split([*LIBRARY[:9], document(5000, "focus 1", "")]).parts.keys() == {d.document_id for d in LIBRARY[:9]}


def test_boilerplate_chains_no_foci():
    common = [document(1000 + n, f"focus {n}", f"{TEMPLATE} {n}") for n in range(300)]
    result = split(LIBRARY + common)
    assert result.boilerplate == {d.document_id for d in common}
    assert len(set(result.groups.values())) == 300
    assert {name: result.parts[name] for name in split(LIBRARY).parts} == split(LIBRARY).parts


def test_boilerplate_is_in_train_or_nowhere():
    common = [document(1000 + n, f"focus {n}", TEMPLATE) for n in range(300)]
    result = split(LIBRARY + common)
    for n, copy in enumerate(common):
        own = result.parts[LIBRARY[3 * n].document_id]
        assert result.parts.get(copy.document_id) == ("train" if own == "train" else None)
    assert leaks(placed(LIBRARY + common, result), result.boilerplate) == []


def test_the_same_text_under_four_foci_is_no_boilerplate():
    few = [document(1000 + n, f"focus {n}", TEMPLATE) for n in range(4)]
    result = split(LIBRARY + few)
    assert result.boilerplate == frozenset()
    assert len(parts_of(result, *few)) == 1


def test_a_group_that_is_large_goes_to_train():
    for name in ("a", "b", "c", "d", "e", "f"):
        large = [document(2000 + n, name * 5) for n in range(20)]
        assert parts_of(split(LIBRARY + large), *large) == {"train"}


def test_a_document_without_a_focus_goes_by_its_title():
    assert focus_keys(Document("d", "What is it?", "x")) == ["what is it"]
    assert split([Document("d", "", "text")]).parts.keys() == {"d"}


def test_an_empty_library_is_split_into_nothing():
    assert split([]).parts == {}
    assert leaks([]) == []


def test_a_planted_focus_is_found():
    found = leaks([(document(1, "Gout"), "train"), (document(2, "gout"), "test")])
    assert [(leak.kind, leak.one, leak.other, leak.parts) for leak in found] == [
        ("focus", "d0001", "d0002", ("train", "test"))
    ]


def test_a_planted_near_duplicate_is_found():
    found = leaks([(document(1, "Gout"), "train"), (document(2, "Flu", answer(1) + " and more"), "validation")])
    assert [leak.kind for leak in found] == ["near_duplicate"]


def test_a_document_planted_in_two_parts_is_found():
    both = [(document(1, "Gout"), part) for part in PARTS]
    assert {leak.kind for leak in leaks(both)} == {"focus", "near_duplicate"}


def test_boilerplate_that_measures_is_found():
    found = leaks([(document(1, "Gout"), "test")], boilerplate={"d0001"})
    assert [leak.kind for leak in found] == ["boilerplate"]


def test_a_document_moved_by_hand_is_found():
    result = split(LIBRARY)
    moved = next(name for name, part in result.parts.items() if part == "test")
    rows = [(d, "train" if d.document_id == moved else part) for d, part in placed(LIBRARY, result)]
    assert [leak.kind for leak in leaks(rows)] == ["focus"]
