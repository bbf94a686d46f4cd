"""Episodes of one patient take turns: one notice a window, a higher priority at once."""

from bedside.core.alerts.grouping import WINDOWS_MS, due_ms, taken


def told_at(*opened: tuple[str, int]) -> list[int]:
    busy: dict[str, int] = {}
    due = []
    for priority, at_ms in opened:
        due.append(due_ms(busy, priority, at_ms))
        busy = taken(busy, priority, due[-1])
    return due


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
