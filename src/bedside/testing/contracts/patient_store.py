"""What every patient store must do, as checks; a broken one raises AssertionError.

A check takes a function that opens the store. The records are empty when the check begins, and the same each time it
opens them, so that it can tell what was stored from what was only held.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

from bedside.errors import NotFound
from bedside.ports.watch import AlarmLimits, Note, Patient, PatientStore
from bedside.testing.contracts.refusals import refuses

OpenStore = Callable[[], PatientStore]
EIGHT, NINE, TEN, ELEVEN = (hour * 3_600_000 for hour in (8, 9, 10, 11))


def patient(patient_id: str, bed: str = "", ward: str = "North") -> Patient:
    """Returns a patient of the ward."""
    return Patient(patient_id=patient_id, ward=ward, bed=bed)


def a_patient_comes_back_whole(open_store: OpenStore) -> None:
    """Also after opening anew; a limit of one side stays of one side."""
    whole = Patient(
        patient_id="p1",
        birth_date=date(1951, 2, 28),
        spo2_scale=2,
        on_oxygen=True,
        pregnant=True,
        ward="North",
        bed="4",
        limits={"heart_rate": AlarmLimits(50.0, 130.0), "spo2": AlarmLimits(low=86.0)},
        paused_until_ms=NINE,
        paused_by="Ann",
        paused_why="washing",
    )
    open_store().put(whole, EIGHT)
    assert open_store().get("p1") == whole
    open_store().put(replace(whole, on_oxygen=False, limits={}, is_present=False), NINE)
    assert open_store().get("p1") == replace(whole, on_oxygen=False, limits={}, is_present=False)


def an_unknown_patient_is_not_found(open_store: OpenStore) -> None:
    """Nor can a note be left there."""
    store = open_store()
    refuses(NotFound, partial(store.get, "p1"))
    refuses(NotFound, partial(store.add_note, "p1", Note("Ann", "Slept well.", EIGHT)))
    assert (store.notes("p1"), store.patients()) == ([], [])
    assert store.changes(0) == (0, [])


def patients_are_listed_by_ward_bed_and_id(open_store: OpenStore) -> None:
    """The discharged only when asked for."""
    store = open_store()
    for one in (patient("p3", "2"), patient("p2", "1"), patient("p1", "1", "South"), patient("p4")):
        store.put(one, EIGHT)
    store.put(replace(store.get("p3"), is_present=False), NINE)
    assert [one.patient_id for one in store.patients()] == ["p4", "p2", "p1"]
    assert [one.patient_id for one in store.patients(is_present=False)] == ["p3"]
    assert len(store.patients(is_present=None)) == 4


def a_bed_is_whose_it_was_at_the_time(open_store: OpenStore) -> None:
    """Across a transfer: the moment of the change belongs to the new bed."""
    store = open_store()
    store.put(patient("p1", "1"), EIGHT)
    store.put(patient("p1", "2"), NINE)
    store.put(patient("p2", "1"), TEN)
    store = open_store()
    held = [store.in_bed("North", "1", at) for at in (EIGHT - 1, EIGHT, NINE - 1, NINE, TEN - 1, TEN, ELEVEN)]
    assert held == [None, "p1", "p1", None, None, "p2", "p2"]
    assert [store.in_bed("North", "2", at) for at in (NINE - 1, NINE)] == [None, "p1"]
    assert store.in_bed("South", "1", EIGHT) is None


def storing_again_without_a_move_keeps_the_stay(open_store: OpenStore) -> None:
    """Only ward and bed make a stay."""
    store = open_store()
    store.put(patient("p1", "1"), EIGHT)
    store.put(replace(store.get("p1"), on_oxygen=True), NINE)
    assert store.in_bed("North", "1", EIGHT) == store.in_bed("North", "1", TEN) == "p1"


def a_discharge_ends_the_stay_and_a_return_begins_one(open_store: OpenStore) -> None:
    """Between them the bed is nobody's."""
    store = open_store()
    store.put(patient("p1", "1"), EIGHT)
    store.put(replace(store.get("p1"), is_present=False), NINE)
    store.put(replace(store.get("p1"), is_present=True), TEN)
    assert [store.in_bed("North", "1", at) for at in (EIGHT, NINE, TEN)] == ["p1", None, "p1"]


def a_bed_belongs_to_who_came_last(open_store: OpenStore) -> None:
    """Where a discharge was never sent; when the second leaves, it is nobody's, and the first has no bed."""
    store = open_store()
    store.put(patient("p1", "1"), EIGHT)
    before, _ = store.changes(0)
    store.put(patient("p2", "1"), NINE)
    assert (store.get("p1").bed, store.get("p1").is_present, store.get("p2").bed) == ("", True, "1")
    assert {one.patient_id for one in store.changes(before)[1]} == {"p1", "p2"}
    (note,) = store.notes("p1")
    assert ("given to another patient" in note.text, note.at_ms, store.notes("p2")) == (True, NINE, [])
    store.put(replace(store.get("p2"), is_present=False), TEN)
    assert [store.in_bed("North", "1", at) for at in (EIGHT, NINE, TEN)] == ["p1", "p2", None]


def an_edit_tells_who_lost_their_bed(open_store: OpenStore) -> None:
    """Once, and nobody where the bed was free or the patient lay there already."""
    store = open_store()
    store.put(patient("p1", "1"), EIGHT)
    told = [store.edit("p2", lambda was: replace(was, ward="North", bed="1"), at).moved_out for at in (NINE, TEN)]
    assert [list(ids) for ids in told] == [["p1"], []]


def an_arrival_told_late_does_not_move_who_came_after(open_store: OpenStore) -> None:
    """Messages come in any order: the earlier stay ends where the later one begins."""
    store = open_store()
    store.put(patient("p2", "1"), TEN)
    store.put(patient("p1", "1"), EIGHT)
    assert [store.in_bed("North", "1", at) for at in (EIGHT, TEN - 1, TEN)] == ["p1", "p1", "p2"]
    assert (store.get("p1").bed, store.get("p2").bed) == ("", "1")


def every_change_is_followed_once(open_store: OpenStore) -> None:
    """The newest state of each, in the order of the changes."""
    store = open_store()
    for one in (patient("p1", "1"), patient("p2", "2"), patient("p1", "3")):
        store.put(one, EIGHT)
    newest, changed = store.changes(0)
    assert [(one.patient_id, one.bed) for one in changed] == [("p2", "2"), ("p1", "3")]
    assert open_store().changes(newest) == (newest, [])
    store.put(patient("p2", "2"), NINE)
    assert [one.patient_id for one in open_store().changes(newest)[1]] == ["p2"]


def a_merged_patient_is_the_other_one(open_store: OpenStore) -> None:
    """By either id: answers, stays and notes; it is listed once, and a ring is never made."""
    store = open_store()
    store.put(patient("old", "1"), EIGHT)
    store.put(replace(patient("new"), spo2_scale=2), EIGHT)
    store.add_note("old", Note("Ann", "Fell asleep.", EIGHT))
    store.add_note("new", Note("Bob", "Has no allergies.", EIGHT))
    before, _ = store.changes(0)
    store.merge("old", "new", NINE)
    store.merge("new", "old", TEN)
    store = open_store()
    assert store.get("old") == store.get("new") == replace(patient("new", "1"), spo2_scale=2)
    assert [one.patient_id for one in store.patients(is_present=None)] == ["new"]
    assert store.ids("old") == store.ids("new") == ["new", "old"]
    assert [store.in_bed("North", "1", at) for at in (EIGHT, ELEVEN)] == ["new", "new"]
    assert {note.by for note in store.notes("old")} == {note.by for note in store.notes("new")} == {"Ann", "Bob"}
    assert {(one.patient_id, one.is_present) for one in store.changes(before)[1]} == {("old", False), ("new", True)}


def a_merge_keeps_the_bed_of_the_one_that_stays(open_store: OpenStore) -> None:
    """The other's bed is then nobody's; an id never heard of only points on."""
    store = open_store()
    store.put(patient("old", "1"), EIGHT)
    store.put(patient("new", "2"), EIGHT)
    store.merge("old", "new", NINE)
    store.merge("never", "new", NINE)
    assert store.get("old").bed == store.get("never").bed == "2"
    assert store.ids("new") == ["new", "never", "old"]
    assert store.ids("nobody") == ["nobody"]
    assert [store.in_bed("North", "1", at) for at in (EIGHT, NINE)] == ["new", None]
    assert store.in_bed("North", "2", TEN) == "new"


def a_merge_into_an_id_never_heard_of_keeps_what_is_known(open_store: OpenStore) -> None:
    """The patient goes on under the new id, in the same bed."""
    store = open_store()
    store.put(replace(patient("old", "1"), on_oxygen=True), EIGHT)
    store.merge("old", "new", NINE)
    assert store.get("old") == replace(patient("new", "1"), on_oxygen=True)
    assert [store.in_bed("North", "1", at) for at in (EIGHT, TEN)] == ["new", "new"]


def notes_come_newest_first_and_word_for_word(open_store: OpenStore) -> None:
    """Two of one moment both stay, in their order."""
    store = open_store()
    store.put(patient("p1"), EIGHT)
    written = [Note("Ann", " “Pain 4/10”\n", EIGHT), Note("Bob", "Again.", EIGHT), Note("Ann", "Better.", NINE)]
    for note in written:
        store.add_note("p1", note)
    assert open_store().notes("p1") == written[::-1]
    assert open_store().notes("p1", limit=2) == [written[2], written[1]]


def edits_on_several_threads_lose_nothing(open_store: OpenStore) -> None:
    """Each reads what the one before wrote; the first makes the patient."""
    store = open_store()

    def edit(number: int) -> None:
        store.edit("p1", lambda was: replace(was, limits={**was.limits, f"s{number}": AlarmLimits(low=1.0)}), EIGHT)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(edit, range(20)))
    assert len(store.get("p1").limits) == 20
    assert store.edit("p1", lambda was: replace(was, bed="7"), NINE).patient == open_store().get("p1")
    assert store.in_bed("", "7", NINE) == "p1"


CHECKS = (
    a_patient_comes_back_whole,
    an_unknown_patient_is_not_found,
    patients_are_listed_by_ward_bed_and_id,
    a_bed_is_whose_it_was_at_the_time,
    storing_again_without_a_move_keeps_the_stay,
    a_discharge_ends_the_stay_and_a_return_begins_one,
    a_bed_belongs_to_who_came_last,
    an_edit_tells_who_lost_their_bed,
    an_arrival_told_late_does_not_move_who_came_after,
    every_change_is_followed_once,
    a_merged_patient_is_the_other_one,
    a_merge_keeps_the_bed_of_the_one_that_stays,
    a_merge_into_an_id_never_heard_of_keeps_what_is_known,
    notes_come_newest_first_and_word_for_word,
    edits_on_several_threads_lose_nothing,
)
