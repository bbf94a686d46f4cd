"""Batches are sent when they are due, by a clock that is given."""

from bedside.jobs.simulation.running import Passed, run_ward


class Clock:
    """Time that passes by sleeping, and by sending where that takes long."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.sent: list[tuple[float, str]] = []

    def tell(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now_s += seconds

    def send(self, batch: str) -> None:
        self.sent.append((self.now_s - 100, batch))
        self.now_s += 3.0 if batch == "slow" else 0.0


def test_each_batch_waits_for_its_time() -> None:
    clock = Clock()
    passed = run_ward([(1.0, "a"), (2.5, "b"), (2.5, "c")], clock.send, clock.tell, clock.sleep)
    assert clock.sent == [(1.0, "a"), (2.5, "b"), (2.5, "c")]
    assert (passed.batches, passed.behind_s, passed.took_s) == (3, 0, 2.5)


def test_what_falls_behind_is_sent_at_once_and_told() -> None:
    clock = Clock()
    passed = run_ward([(1.0, "slow"), (2.0, "b"), (9.0, "c")], clock.send, clock.tell, clock.sleep)
    assert clock.sent == [(1.0, "slow"), (4.0, "b"), (9.0, "c")]
    assert passed.behind_s == 2.0


def test_it_stops_when_told_though_the_next_batch_is_far_off() -> None:
    clock, passed = Clock(), Passed()
    run_ward(
        [(1.0, "a"), (1000.0, "b")], clock.send, clock.tell, clock.sleep, stop=lambda: clock.now_s > 110, passed=passed
    )
    assert [batch for _, batch in clock.sent] == ["a"]
    assert clock.now_s < 112
    assert passed.batches == 1
