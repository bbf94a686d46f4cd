"""What every patient store must do with movements that are told late, in any order and again, as checks.

As those of `patient_store`: a check takes a function that opens the store, and a broken one raises AssertionError.
"""

from dataclasses import replace
from datetime import date
from itertools import permutations

from bedside.ports.watch import Move
from bedside.testing.contracts.patient_store import EIGHT, ELEVEN, NINE, TEN, OpenStore, patient


def came(at_ms: int, bed: str = "1", name: str = "", visit: str = "") -> Move:
    """Returns an arrival in a bed of the ward; without a bed one that tells none."""
    place = ("North", bed) if bed else None
    return Move(move_id=f"in {at_ms} {bed} {name} {visit}", at_ms=at_ms, is_present=True, bed=place, visit=visit)


def left(at_ms: int, visit: str = "") -> Move:
    """Returns a discharge."""
    return Move(move_id=f"out {at_ms} {visit}", at_ms=at_ms, is_present=False, visit=visit)


def a_movement_told_again_changes_nothing(open_store: OpenStore) -> None:
    """Whatever came in between, also of the same time, and under an id that was given up since."""
    store = open_store()
    told = [
        ("p1", came(EIGHT)),
        ("p1", came(NINE, "2")),
        ("p2", came(NINE)),
        ("p1", came(NINE, "3")),
        ("p2", left(TEN)),
        ("p2", came(TEN)),
        ("old", came(ELEVEN, "4")),
    ]
    for patient_id, move in told:
        store.move(patient_id, move)
    store.merge("old", "p1", ELEVEN)
    stood = [store.get(one) for one in ("p1", "p2")], store.changes(0)
    for patient_id, move in told:
        assert not open_store().move(patient_id, move).moved_out
    assert ([store.get(one) for one in ("p1", "p2")], store.changes(0)) == stood
    assert [(one.patient_id, one.bed) for one in store.patients()] == [("p2", "1"), ("p1", "3")]


def what_is_told_late_completes_the_past(open_store: OpenStore) -> None:
    """The bed of now, presence and newer stays remain; what a stay of the past lasted is known by what came after."""
    store = open_store()
    store.move("p1", came(TEN, "3"))
    stood = store.get("p1")
    store.move("p1", left(NINE))
    store.move("p1", came(EIGHT, "2"))
    assert store.get("p1") == stood
    assert [store.in_bed("North", "2", at) for at in (EIGHT - 1, EIGHT, NINE - 1, NINE)] == [None, "p1", "p1", None]
    store.move("p1", came(NINE, "2", "told last"))
    store.move("p1", came(EIGHT + 1, "1"))
    assert store.get("p1") == stood
    assert [store.in_bed("North", "2", at) for at in (EIGHT, EIGHT + 1, NINE, TEN)] == ["p1", None, "p1", None]
    assert [store.in_bed("North", "1", at) for at in (EIGHT + 1, NINE)] == ["p1", None]
    assert [store.in_bed("North", "3", at) for at in (TEN - 1, TEN, ELEVEN)] == [None, "p1", "p1"]


def a_discharge_told_late_parts_the_stays_in_one_bed(open_store: OpenStore) -> None:
    """Who came back into it lies there still; between the two it was nobody's."""
    store = open_store()
    store.move("p1", came(EIGHT))
    store.move("p1", came(TEN))
    store.move("p1", left(NINE))
    assert (store.get("p1").bed, store.get("p1").is_present) == ("1", True)
    assert [store.in_bed("North", "1", at) for at in (EIGHT, NINE, TEN, ELEVEN)] == ["p1", None, "p1", "p1"]


def an_arrival_told_late_brings_back_nobody(open_store: OpenStore) -> None:
    """Who left is gone, also where nothing else was known of them."""
    store = open_store()
    store.move("p1", left(NINE))
    store.move("p1", came(EIGHT))
    assert (store.get("p1").bed, store.get("p1").is_present) == ("", False)
    assert [store.in_bed("North", "1", at) for at in (EIGHT, NINE)] == ["p1", None]
    store.move("p1", came(TEN))
    assert (store.get("p1").bed, store.get("p1").is_present) == ("1", True)


def the_order_in_which_movements_are_told_matters_not(open_store: OpenStore) -> None:
    """Of one patient: in every order, and told again in that order, the same beds at the same times."""
    store = open_store()
    told = [came(EIGHT), came(NINE, "2"), left(TEN), came(ELEVEN)]
    times = sorted(one.at_ms + more for one in told for more in (-1, 0))
    for number, order in enumerate(permutations(told)):
        ward = f"W{number}"
        for move in order * 2:
            bed = (ward, move.bed[1]) if move.bed else None
            store.move(ward, replace(move, move_id=f"{ward} {move.move_id}", bed=bed))
        assert (store.get(ward).bed, store.get(ward).is_present) == ("1", True)
        held = [[bed for bed in "12" if store.in_bed(ward, bed, at)] for at in times]
        assert held == [[], ["1"], ["1"], ["2"], ["2"], [], [], ["1"]]


def what_is_told_late_takes_nobodys_bed(open_store: OpenStore) -> None:
    """Not even where the other came before that; the readings of that time are of who came last."""
    store = open_store()
    store.move("p2", came(EIGHT))
    store.move("p1", came(TEN, "2"))
    assert not store.move("p1", came(NINE)).moved_out
    assert (store.get("p2").bed, store.get("p1").bed) == ("1", "2")
    assert [store.in_bed("North", "1", at) for at in (EIGHT, NINE, TEN)] == ["p2", "p1", "p2"]


def who_lost_the_bed_is_still_found_by_a_movement_between(open_store: OpenStore) -> None:
    """That another came is no word of where the patient went."""
    store = open_store()
    store.move("p1", came(EIGHT))
    assert store.move("p2", came(TEN)).moved_out == ["p1"]
    store.move("p1", came(NINE, "2"))
    assert (store.get("p1").bed, store.get("p2").bed) == ("2", "1")
    assert [store.in_bed("North", "1", at) for at in (EIGHT, NINE, TEN)] == ["p1", None, "p2"]


def an_arrival_that_tells_no_bed_keeps_the_one_there_is(open_store: OpenStore) -> None:
    """Told before the bed is known, it does not stand against it."""
    store = open_store()
    store.move("p1", came(EIGHT))
    store.move("p1", came(TEN, ""))
    store.move("p1", left(NINE))
    assert (store.get("p1").bed, store.get("p1").is_present) == ("1", True)
    store.move("p2", came(TEN, ""))
    store.move("p2", came(NINE, "2"))
    assert (store.get("p2").bed, store.get("p2").is_present) == ("2", True)


def what_a_person_enters_is_newer_than_what_is_told_late(open_store: OpenStore) -> None:
    """Only where it was of the bed or of presence; a clock that is set back does not hold up what comes."""
    store = open_store()
    store.move("p1", came(EIGHT))
    store.put(replace(store.get("p1"), bed="5"), TEN)
    store.put(replace(store.get("p1"), on_oxygen=True), ELEVEN)
    store.move("p1", came(NINE, "2"))
    assert (store.get("p1").bed, store.in_bed("North", "2", NINE)) == ("5", "p1")
    store.move("p1", came(TEN + 1, "3"))
    assert store.get("p1").bed == "3"
    store.put(replace(store.get("p1"), bed="6"), NINE)
    store.move("p1", came(NINE + 1, "7"))
    assert store.get("p1").bed == "7"


def a_bed_told_without_a_movement_gives_way(open_store: OpenStore) -> None:
    """To whoever lies there, and to every movement, older ones too; of a birth date the newest word holds."""
    store = open_store()
    born = {day: date(1940, 1, day) for day in (1, 2, 3)}
    told = Move(move_id="told", at_ms=TEN, is_present=None, bed=("North", "1"), birth_date=born[2])
    store.move("p1", told)
    assert store.get("p1") == replace(patient("p1", "1"), birth_date=born[2])
    assert not store.move("p2", replace(told, move_id="of p2")).moved_out
    assert (store.get("p1").bed, store.get("p2").bed) == ("1", "")
    store.move("p1", replace(came(NINE, "2"), birth_date=born[1]))
    assert (store.get("p1").bed, store.get("p1").birth_date) == ("2", born[2])
    store.move("p1", left(NINE + 1))
    store.move("p1", replace(told, move_id="anew", at_ms=ELEVEN, birth_date=born[3]))
    assert store.get("p1") == replace(patient("p1"), birth_date=born[3], is_present=False)


def the_end_of_one_visit_ends_no_other(open_store: OpenStore) -> None:
    """Nor makes the arrival of another an old one, whatever the times; a discharge of its own does."""
    store = open_store()
    for move in (came(EIGHT, "1", visit="v1"), came(NINE, "3", visit="v1"), left(TEN, "v1")):
        store.move("p1", move)
    store.move("p1", came(NINE - 1, "2", visit="v2"))
    assert (store.get("p1").bed, store.get("p1").is_present) == ("2", True)
    for again in (left(TEN, "v1"), left(TEN + 1, "v1")):
        assert store.move("p1", again).ends_another_visit == (again.at_ms > TEN)
        assert (store.get("p1").bed, store.get("p1").is_present) == ("2", True)
    store.move("p1", came(NINE + 1, "4", visit="v2"))
    assert [store.in_bed("North", bed, ELEVEN) for bed in "1234"] == [None, None, None, "p1"]
    assert not store.move("p1", left(TEN - 1, "v2")).ends_another_visit
    assert (store.get("p1").bed, store.get("p1").is_present) == ("", False)
    store.move("p1", came(NINE + 2, "5", visit="v2"))
    assert not store.get("p1").is_present


def a_discharge_told_late_of_the_visit_before_ends_that_one(open_store: OpenStore) -> None:
    """Since then the bed of before was nobody's; who is here in the next visit stays."""
    store = open_store()
    store.move("p1", came(EIGHT, visit="v1"))
    store.move("p1", came(TEN, "2", visit="v2"))
    store.move("p1", left(NINE, "v1"))
    assert (store.get("p1").bed, store.get("p1").is_present) == ("2", True)
    assert [store.in_bed("North", "1", at) for at in (NINE - 1, NINE)] == ["p1", None]


def without_the_number_of_a_visit_the_times_decide(open_store: OpenStore) -> None:
    """Also where only one of the two has it, and where a person entered that the patient is gone."""
    for name, of_arrival, of_discharge in (("p1", "", ""), ("p2", "v2", ""), ("p3", "", "v1"), ("p4", "v1", "v1")):
        store = open_store()
        store.move(name, came(EIGHT, "1", name, of_discharge))
        store.move(name, replace(left(TEN, of_discharge), move_id=f"out {name}"))
        store.move(name, came(NINE, "2", name, of_arrival))
        assert not store.get(name).is_present
    store.move("p5", came(EIGHT, "5", visit="v1"))
    store.put(replace(store.get("p5"), ward="South"), NINE)
    assert store.move("p5", left(TEN, "v0")).ends_another_visit
    store.put(replace(store.get("p5"), is_present=False), TEN)
    store.move("p5", came(NINE + 1, "5", visit="v1"))
    assert not store.get("p5").is_present


def what_is_forgotten_leaves_who_lies_where(open_store: OpenStore) -> None:
    """Who never moved is here, older words stay old, and what is forgotten and told again changes nothing."""
    store = open_store()
    told = [
        ("stays", came(EIGHT, "1")),
        ("moved", came(EIGHT, "2")),
        ("moved", came(NINE, "3")),
        ("gone", came(EIGHT, "4")),
        ("gone", left(NINE)),
        ("twice", came(EIGHT, "5", visit="v1")),
        ("twice", left(TEN, "v1")),
        ("twice", came(NINE, "6", visit="v2")),
    ]
    for patient_id, move in told:
        store.move(patient_id, move)
    stood = [store.get(one) for one in ("stays", "moved", "gone", "twice")]
    while store.forget_moves(ELEVEN, most=1):
        pass
    for patient_id, move in told:
        store.move(patient_id, replace(move, horizon_ms=ELEVEN))
    assert [store.get(one) for one in ("stays", "moved", "gone", "twice")] == stood
    assert [one.patient_id for one in store.patients()] == ["stays", "moved", "twice"]
    assert [store.in_bed("North", bed, ELEVEN) for bed in "123456"] == ["stays", None, "moved", None, None, "twice"]
    assert [store.in_bed("North", bed, NINE - 1) for bed in "24"] == ["moved", "gone"]
    assert store.move("twice", left(ELEVEN + 1, "v1")).ends_another_visit
    store.move("twice", left(ELEVEN + 2, "v2"))
    assert [one.patient_id for one in store.patients()] == ["stays", "moved"]


def what_orders_a_late_movement_is_remembered_as_long_as_one_is_taken(open_store: OpenStore) -> None:
    """A stay that is told late ends where the next one begins, however much was forgotten before the horizon."""
    store = open_store()
    for move in (came(EIGHT, "1"), came(NINE, "2"), left(TEN), came(ELEVEN, "3")):
        store.move("p1", move)
    while store.forget_moves(NINE, most=1):
        pass
    store.move("p1", replace(came(NINE + 1, "4"), horizon_ms=NINE))
    store.move("p1", replace(came(EIGHT + 1, "5"), horizon_ms=NINE))
    assert store.get("p1").bed == "3"
    assert [store.in_bed("North", "4", at) for at in (NINE, NINE + 1, TEN - 1, TEN)] == [None, "p1", "p1", None]
    assert [store.in_bed("North", "1", at) for at in (EIGHT, EIGHT + 1)] == ["p1", "p1"]
    assert [store.in_bed("North", "5", at) for at in (EIGHT + 1, NINE)] == [None, None]


CHECKS = (
    the_end_of_one_visit_ends_no_other,
    a_discharge_told_late_of_the_visit_before_ends_that_one,
    without_the_number_of_a_visit_the_times_decide,
    what_is_forgotten_leaves_who_lies_where,
    what_orders_a_late_movement_is_remembered_as_long_as_one_is_taken,
    a_movement_told_again_changes_nothing,
    what_is_told_late_completes_the_past,
    a_discharge_told_late_parts_the_stays_in_one_bed,
    an_arrival_told_late_brings_back_nobody,
    the_order_in_which_movements_are_told_matters_not,
    what_is_told_late_takes_nobodys_bed,
    who_lost_the_bed_is_still_found_by_a_movement_between,
    an_arrival_that_tells_no_bed_keeps_the_one_there_is,
    what_a_person_enters_is_newer_than_what_is_told_late,
    a_bed_told_without_a_movement_gives_way,
)
