"""Episodes of one patient take turns: one notice a window, a higher priority at once."""

from bedside.core.alerts.grouping import WINDOWS_MS, Turn, due_ms, next_behind, still_counting


def told_at(*opened: tuple[str, int]) -> list[int]:
    turns: list[Turn] = []
    for n, (priority, at_ms) in enumerate(opened):
        turns.append(Turn(f"a{n}", priority, due_ms(still_counting(turns, at_ms), priority, at_ms)))
    return [one.due_ms for one in turns]


def test_the_first_is_told_at_once_and_others_of_the_window_one_by_one() -> None:
    window = WINDOWS_MS["high"]
    assert told_at(("high", 0), ("high", 5), ("high", 9)) == [0, window, 2 * window]


def test_the_window_ends_on_its_last_millisecond() -> None:
    window = WINDOWS_MS["medium"]
    assert told_at(("medium", 0), ("medium", window - 1)) == [0, window]
    assert told_at(("medium", 0), ("medium", window)) == [0, window]
    assert told_at(("medium", 0), ("medium", window + 1)) == [0, window + 1]


def test_a_higher_priority_goes_out_by_itself_however_many_wait() -> None:
    assert told_at(("low", 0), ("medium", 1), ("medium", 2), ("high", 3)) == [0, 1, 1 + WINDOWS_MS["medium"], 3]


def test_a_lower_priority_waits_for_the_higher() -> None:
    assert told_at(("high", 0), ("low", 1), ("medium", 2)) == [0, WINDOWS_MS["high"], WINDOWS_MS["high"]]


def test_a_turn_that_was_given_up_goes_to_the_most_urgent_that_waits() -> None:
    gone = Turn("gone", "high", 0)
    low, early, late = Turn("low", "low", 5), Turn("early", "high", 100), Turn("late", "high", 200)
    assert next_behind([low, late, early], gone, 50) == early
    assert next_behind([low], Turn("gone", "medium", 0), 4) == low
    assert next_behind([early], Turn("gone", "medium", 0), 50) is None
    assert next_behind([Turn("told", "high", 10), early], gone, 50) is None
    assert next_behind([], gone, 50) is None
