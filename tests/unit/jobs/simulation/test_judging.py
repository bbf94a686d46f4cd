"""Alerts against the truth: detected, missed, delay, false a patient-day."""

from typing import Any

from bedside.jobs.simulation.judging import judged

TRUTH = {
    "start": "2026-03-01T00:00:00.000Z",
    "patients": [{"patient_id": f"p{n}"} for n in range(4)],
    "deteriorations": [
        {
            "patient_id": "p0",
            "kind": "sepsis",
            "onset_at": "2026-03-01T06:00:00.000Z",
            "over_at": None,
            "met_at": {"news2_5": "2026-03-01T09:00:00.000Z", "news2_7": "2026-03-01T10:00:00.000Z"},
        }
    ],
    "faults": [
        {
            "patient_id": "p1",
            "kind": "motion",
            "signals": ["spo2"],
            "from": "2026-03-01T03:00:00.000Z",
            "until": "2026-03-01T03:01:00.000Z",
        }
    ],
}
END = "2026-03-02T00:00:00Z"


def alert(patient: str | None, opened: str, rule: str = "news2_high") -> dict[str, Any]:
    return {"id": f"{patient}-{opened}", "patient_id": patient, "rule": rule, "opened_at": f"2026-03-01T{opened}Z"}


def with_(**changes: Any) -> dict[str, Any]:
    return {**TRUTH, "deteriorations": [{**TRUTH["deteriorations"][0], **changes}]}  # type: ignore[dict-item]


def test_the_first_alert_after_onset_detects_and_its_delay_counts_from_when_7_was_met() -> None:
    found = judged(TRUTH, [alert("p0", "11:00:00"), alert("p0", "10:00:30.500")], END)
    assert (found["detected"], found["missed"], found["median_delay_s"]) == (1, 0, 30.5)
    assert found["deteriorations"][0]["alert_id"] == "p0-10:00:30.500"
    assert found["deteriorations"][0]["alerts"] == 2
    assert found["false"] == 0


def test_an_earlier_warning_has_a_delay_below_0() -> None:
    assert judged(TRUTH, [alert("p0", "09:00:00", "news2_medium")], END)["median_delay_s"] == -3600


def test_none_is_a_miss() -> None:
    found = judged(TRUTH, [alert("p1", "10:00:30")], END)
    assert (found["expected"], found["detected"], found["missed"], found["median_delay_s"]) == (1, 0, 1, None)


def test_before_onset_for_others_and_after_the_end_are_false() -> None:
    before, other = alert("p0", "05:59:59"), alert("p2", "12:00:00")
    found = judged(TRUTH, [before, other], END)
    assert (found["false"], found["patient_days"], found["false_a_patient_day"]) == (2, 4.0, 0.5)
    over = with_(over_at="2026-03-01T12:00:00.000Z")
    assert judged(over, [alert("p0", "12:00:01")], END)["false"] == 1


def test_a_false_one_during_a_fault_of_that_patients_sensor_is_told_apart() -> None:
    alerts = [alert("p1", "03:01:30"), alert("p1", "03:30:00"), alert("p2", "03:00:30")]
    found = judged(TRUTH, alerts, END)
    assert (found["false"], found["false_by_fault"]) == (3, 1)
    of_all = {**TRUTH, "faults": [{**TRUTH["faults"][0], "patient_id": None}]}  # type: ignore[dict-item]
    assert judged(of_all, alerts, END)["false_by_fault"] == 2


def test_technical_alerts_neither_detect_nor_count_as_false() -> None:
    found = judged(TRUTH, [alert("p0", "10:00:01", "sensor_silent"), alert(None, "11:00:00", "pipeline_dead")], END)
    assert (found["technical"], found["clinical"], found["false"], found["missed"]) == (2, 0, 0, 1)


def test_only_the_named_rules_count_where_rules_are_named() -> None:
    found = judged(TRUTH, [alert("p0", "09:00:00", "trend"), alert("p0", "10:00:10")], END, rules=["news2_high"])
    assert (found["median_delay_s"], found["clinical"]) == (10, 1)


def test_what_is_not_yet_met_at_the_end_is_not_expected() -> None:
    found = judged(TRUTH, [], "2026-03-01T09:30:00Z")
    assert (found["expected"], found["missed"]) == (0, 0)
    never = with_(met_at={"news2_5": None, "news2_7": None})
    assert judged(never, [], END)["expected"] == 0
