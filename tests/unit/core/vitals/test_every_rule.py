"""Each rule's delays and hysteresis, on both sides, by ticks alone; and what hides it."""

import pytest

from bedside.core.vitals.episode import Fact
from bedside.core.vitals.ledger import Ledger
from bedside.core.vitals.persistence import Now
from bedside.core.vitals.rules import DOUBT_MS, GATEWAY, RULES, Hold, Rule

T0 = 1_800_000_000_000
PLACES = {rule.name: place for place, rule in enumerate(RULES) if rule is not GATEWAY}


class Bench:
    """One patient in the ledger, and a clock."""

    def __init__(self, name: str) -> None:
        self.place, self.rule = PLACES[name], RULES[PLACES[name]]
        self.ledger = Ledger(RULES, lambda cause: cause.rule.name, lambda *_: False)
        self.ledger.names = ["p"]
        self.at_ms = 0

    def says(self, condition: int, *, holds: bool, signal: int | None = None) -> None:
        signal = self.rule.signal if signal is None else signal
        fact = Fact(f"event:{self.at_ms}", T0 + self.at_ms, 1.0, 1.0) if holds else None
        self.ledger.note(0, condition, signal, fact)
        self.look()

    def at(self, at_ms: int) -> "Bench":
        self.at_ms = at_ms
        self.look()
        return self

    def look(self) -> None:
        self.ledger.look_at(0, self.place, Now(T0 + self.at_ms, self.at_ms, is_tick=True))

    @property
    def priority(self) -> str:
        """What it is open with, empty where it is closed."""
        return next((one.priority for one in self.ledger.open_episodes() if one.rule == self.rule.name), "")


def whole(hold: Hold) -> int:
    return hold.latest_ms or hold.for_ms


@pytest.mark.parametrize("name", PLACES)
def test_each_level_opens_when_its_delay_is_over_and_not_before(name: str) -> None:
    rule = RULES[PLACES[name]]
    for number, level in enumerate(rule.levels):
        before = {one.priority for one in rule.levels[:number]} | {""}
        bench = Bench(name)
        bench.says(level.condition, holds=True)
        if delay := whole(level.after):
            assert bench.at(delay - 1).priority in before
        assert bench.at(delay).priority == level.priority


@pytest.mark.parametrize("name", PLACES)
def test_each_closes_when_its_hysteresis_is_over_and_not_before(name: str) -> None:
    bench, last = Bench(name), RULES[PLACES[name]].levels[-1]
    bench.says(last.condition, holds=True)
    opened = whole(last.after)
    bench.at(opened)
    bench.says(last.condition, holds=False)
    closes = opened + whole(bench.rule.closes)
    assert bench.at(closes - 1).priority
    assert not bench.at(closes).priority
    assert [one.closed_ms for one in bench.ledger.told][-1] == T0 + closes
    assert not bench.ledger.watched


@pytest.mark.parametrize("name", [name for name in PLACES if RULES[PLACES[name]].hidden_by])
def test_what_hides_it_keeps_it_from_opening_and_not_from_staying_open(name: str) -> None:
    rule = RULES[PLACES[name]]
    for hiding in rule.hidden_by:
        hidden, first = Bench(name), rule.levels[0]
        hidden.says(hiding, holds=True)
        hidden.says(first.condition, holds=True)
        for minute in range(0, 300 * 60_000, 60_000):
            assert not hidden.at(minute).priority
        hidden.says(hiding, holds=False)
        assert hidden.at(hidden.at_ms + whole(first.after)).priority == first.priority
        hidden.says(hiding, holds=True)
        hidden.at(hidden.at_ms + 60_000)
        assert hidden.priority == first.priority


@pytest.mark.parametrize("name", [name for name in PLACES if RULES[PLACES[name]].doubted_by])
def test_what_is_doubted_opens_with_its_delay_and_once_it_has_held_for_a_minute_at_the_soonest(name: str) -> None:
    rule = RULES[PLACES[name]]
    for doubt in rule.doubted_by:
        bench, first = Bench(name), rule.levels[0]
        bench.says(doubt, holds=True)
        bench.says(first.condition, holds=True)
        opens = max(whole(first.after), DOUBT_MS)
        assert not bench.at(opens - 1).priority
        assert bench.at(opens).priority == first.priority
        sound = Bench(name)
        sound.says(doubt, holds=True)
        sound.says(first.condition, holds=True)
        sound.at(whole(first.after) // 2)
        sound.says(doubt, holds=False)
        assert sound.at(whole(first.after)).priority == first.priority


def test_what_is_open_hides_what_it_says_already() -> None:
    for rule in (one for one in RULES if one.hidden_while_open):
        bench = Bench(rule.name)
        for other in rule.hidden_while_open:
            above = RULES[PLACES[other]]
            bench.ledger.note(0, above.levels[-1].condition, above.signal, Fact("event:0", T0, 1.0, 1.0))
            bench.ledger.look_at(0, PLACES[other], Now(T0, 0, is_tick=True))
        bench.says(rule.levels[0].condition, holds=True)
        assert not bench.at(24 * 3_600_000).priority


def test_every_signal_has_its_limits_and_its_sensor_in_rules_of_its_own() -> None:
    names = {rule.name for rule in RULES}
    assert {"limit_low:spo2", "limit_high:heart_rate", "sensor_silent:respiratory_rate", "clock_skewed:spo2"} <= names


def test_priorities_are_as_the_score_calls_for() -> None:
    def priorities(name: str) -> list[str]:
        rule: Rule = RULES[PLACES[name]]
        return [level.priority for level in rule.levels]

    assert priorities("news2") == ["medium", "high"]
    assert priorities("news2_single") == ["low"]
    assert priorities("apnoea") == ["high"]
    assert priorities("limit_low:spo2") == ["medium", "high"]
