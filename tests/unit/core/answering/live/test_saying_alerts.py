"""Who saw an alert: what got worse since was seen by nobody, and the gravest is told first."""

from dataclasses import replace

import pytest

from unit.core.answering.live.test_answering import ALERT, MINUTE, NOW, said, sick

WORSE = replace(
    ALERT,
    reason="NEWS2 now 11, was 7 when alerted",
    acknowledged_by="Nurse Ann",
    acknowledged_ms=NOW - 3 * MINUTE,
)


@pytest.mark.parametrize(
    "question", ["Why did the alarm go off?", "Who acknowledged the alarm?", "How many alarms today?"]
)
def test_an_alert_that_is_open_again_since_it_got_worse_is_told_as_seen_by_nobody(question):
    text = said(question, replace(sick(), alerts=(WORSE,))).text
    assert "nobody has acknowledged it since it got worse (Nurse Ann acknowledged it at" in text
    assert "before that)" in text
    assert "acknowledged by Nurse Ann" not in text


@pytest.mark.parametrize("question", ["Who acknowledged the alarm?", "How many alarms today?"])
def test_closed_unseen_it_is_still_told_as_seen_by_nobody(question):
    over = replace(WORSE, state="closed", closed_ms=NOW - MINUTE)
    text = said(question, replace(sick(), alerts=(over,))).text
    assert "nobody had acknowledged it since it got worse (Nurse Ann acknowledged it at" in text
    assert "acknowledged by Nurse Ann" not in text


@pytest.mark.parametrize("question", ["Who acknowledged the alarm?", "Has anyone seen the alert?", "who acked it"])
def test_of_who_saw_the_alerts_the_gravest_is_told_first_and_all_open_ones_are_counted(question):
    slight = replace(ALERT, alert_id="a2", priority="low", reason="Sensor off", opened_ms=NOW - MINUTE)
    seen = replace(
        slight, alert_id="a3", priority="medium", state="acknowledged", acknowledged_by="Nurse Bo", is_seen=True
    )
    lesser = tuple(replace(slight, alert_id=f"a{n}", opened_ms=NOW - n) for n in (4, 5))
    answer = said(question, replace(sick(), alerts=(*lesser, slight, seen, WORSE)))
    assert answer.sentences[0].text == "5 alerts are open, 1 of them acknowledged."
    assert answer.sentences[1].text.startswith("High priority")
    assert answer.sentences[2].text.startswith("Medium priority")
    assert "acknowledged by Nurse Bo" in answer.sentences[2].text
    assert answer.sentences[-1].text == "Of 2 more, 0 were acknowledged."


def test_of_equal_urgency_the_alert_that_nobody_saw_is_told_first():
    seen = replace(
        ALERT, alert_id="a2", state="acknowledged", acknowledged_by="Nurse Bo", is_seen=True, opened_ms=NOW - MINUTE
    )
    answer = said("Has anyone seen the alert?", replace(sick(), alerts=(seen, ALERT)))
    assert "nobody has acknowledged it" in answer.sentences[1].text
