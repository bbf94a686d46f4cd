"""That notices are silenced or paused is said wherever it is asked how a patient is or what rang, with its source."""

from dataclasses import replace

import pytest

from bedside.core.answering.answer import Outcome
from bedside.core.vitals.view import Held
from unit.core.answering.live.test_answering import ALERT, MINUTE, NOW, said, sick

SILENCE = Held("silence", "sil-1", NOW + 30 * MINUTE, by="Nurse Ann", why="line change", since_ms=NOW - MINUTE)
OF_A_RULE = replace(SILENCE, held_id="sil-2", rule="limit_low:spo2", why="")
OF_ALL = replace(SILENCE, held_id="sil-3", rule="sensor_flat", of_all=True)
PAUSE = Held("pause", "p1", NOW + 5 * MINUTE)


@pytest.mark.parametrize(
    "question",
    ["How is she doing?", "what's going on with her?", "why did it ring?", "why did it not ring?", "any alarms today?",
     "who acknowledged the alarm?", "are her alarms silenced?", "How was she overnight?"],
)  # fmt: skip
def test_a_silence_is_told_with_who_until_when_and_why(question):
    answer = said(question, replace(sick(), alerts=(ALERT,), held=(SILENCE,)))
    text = (
        "Notices of this patient's alerts are silenced until 03:10 UTC by Nurse Ann: line change. Nobody is called of "
    )
    told = next(one for one in answer.sentences if one.text.startswith("Notices of this"))
    assert told.text.startswith(text), told.text
    cited = next(c for c in answer.citations if c.n in told.citations)
    assert (cited.kind, cited.id, cited.source) == ("silence", "sil-1", "alerts")
    assert cited.quote == "until 2026-02-02T03:10:00.000Z by Nurse Ann: line change"


def test_a_silence_of_one_rule_names_it_and_whom_it_is_for():
    text = said("how is she?", replace(sick(), held=(OF_A_RULE, OF_ALL))).text
    assert "Notices of “limit low: SpO2” for this patient are silenced until 03:10 UTC by Nurse Ann. " in text
    assert "Notices of “sensor flat” for every patient are silenced until 03:10 UTC by Nurse Ann: line change. " in text


def test_a_pause_during_care_is_told_with_its_end_and_that_nobody_is_on_record():
    answer = said("why did it not ring?", replace(sick(), held=(PAUSE,)))
    assert answer.outcome is Outcome.ANSWERED
    assert (
        "Notices of this patient's alerts are paused during care until 02:45 UTC; who paused them is not on record. "
        "Nobody is called of what is held back before that." in answer.text
    )
    assert [(c.kind, c.id) for c in answer.citations] == [("pause", "p1")]


def test_a_pause_is_told_with_who_and_why_where_that_was_kept():
    answer = said("why did it not ring?", replace(sick(), held=(replace(PAUSE, by="Nurse Ann", why="wash."),)))
    assert "are paused during care until 02:45 UTC by Nurse Ann: wash. Nobody is called of " in answer.text


@pytest.mark.parametrize("question", ["what is her pulse?", "pulse when the alarm went off?"])
def test_nothing_is_said_of_silences_where_a_value_is_asked_for(question):
    assert "silenced" not in said(question, replace(sick(), alerts=(ALERT,), held=(SILENCE,))).text


@pytest.mark.parametrize("question", ["how is she?", "why did it not ring?", "who acknowledged the alarm?"])
def test_of_an_alert_that_was_held_back_it_is_said_that_no_notice_was_sent(question):
    untold = replace(ALERT, is_untold=True)
    note = "no notice of it was sent, since notices were held back when it opened"
    assert note in said(question, replace(sick(), alerts=(untold,))).text
    assert note not in said(question, replace(sick(), alerts=(ALERT,))).text
