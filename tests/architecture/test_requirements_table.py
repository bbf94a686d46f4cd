"""The table of required names: complete, and true about what exists."""

import re

from architecture.tables import quoted, rows
from architecture.tree import ROOT

PAGE = "docs/reference/requirements.md"
SETTINGS = "src/bedside/settings.py"

REQUIRED = set(
    """
    chatbot_service data_ingestion_service preprocessing_service model_drift_control_service rag_service
    data_preprocessing.py retraining_data_transform.py simulate_online_data.py dashboard.py version_tracker.txt
    requirements.txt scripts/run_etl.sh scripts/run_retraining_etl.sh scripts/block_mount.sh scripts/object_mount.sh
    scripts/kvm_setup.ipynb docker/docker-compose-etl.yaml docker/docker-compose-retraining-etl.yaml
    docker/docker-compose-dashboard.yaml docker/docker-compose-persistent-storage.yaml

    BEDSIDE_HOME BEDSIDE_PORT BEDSIDE_HOST BEDSIDE_MEDQUAD BEDSIDE_TEST_DATA BEDSIDE_OFFLINE BEDSIDE_LOG_URL
    BEDSIDE_RECORDS_URL BEDSIDE_OBJECTS_URL BEDSIDE_S3_ENDPOINT BEDSIDE_INDEX_URL BEDSIDE_REGISTRY_URL
    BEDSIDE_GENERATOR_URL BEDSIDE_CHANNELS BEDSIDE_RAG_URL BEDSIDE_PREPROCESS_URL BEDSIDE_INGEST_URL BEDSIDE_DRIFT_URL
    KAFKA_BOOTSTRAP_SERVERS FLINK_JOBMANAGER_ADDRESS BEDSIDE_BEAM_JOB_SERVER_JAR
    TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_PHONE_NUMBER NOTIFICATION_PHONE_NUMBER TWILIO_BASE_URL
    SMTP_SERVER SMTP_PORT SMTP_USERNAME SMTP_PASSWORD NOTIFICATION_EMAIL
    """.split()
)

TABLE = {quoted(row["name"])[0]: row for row in rows(PAGE)}


def _exists(path: str) -> bool:
    return (ROOT / path).exists() or (ROOT / f"{path}.py").exists()


def test_every_required_name_has_a_row() -> None:
    assert sorted(REQUIRED - TABLE.keys()) == []


def test_every_place_exists_unless_the_row_says_not_built_yet() -> None:
    missing = {name: row["here"] for name, row in TABLE.items() if not all(map(_exists, quoted(row["here"])))}
    assert {name: place for name, place in missing.items() if "not built yet" not in TABLE[name]["state"]} == {}


def test_a_row_that_stands_nowhere_names_its_part() -> None:
    for name, row in TABLE.items():
        if "not built yet" in row["state"]:
            assert re.search(r"not built yet: (Scale|Learn|Trust|Ship)\b", row["state"]), name


def test_a_place_that_exists_is_not_called_unbuilt() -> None:
    for name, row in TABLE.items():
        (place, *_) = quoted(row["here"])
        if row["state"].startswith("not built yet") and place != SETTINGS:
            assert not _exists(place), f"{name} is there: correct its row"


def test_a_variable_stands_where_the_settings_know_it_and_nowhere_else() -> None:
    from bedside.settings import Settings, variable

    known = {variable(field) for field in Settings.model_fields}
    stands = {name for name, row in TABLE.items() if SETTINGS in row["here"] and row["state"].startswith("stands")}
    unbuilt = {name for name, row in TABLE.items() if SETTINGS in row["here"]} - stands
    assert (stands - known, unbuilt & known) == (set(), set())


def test_a_test_that_a_row_names_exists() -> None:
    named = {one for row in TABLE.values() for one in quoted(row["state"]) if one.startswith("tests/")}
    assert [one for one in sorted(named) if not (ROOT / one).is_file()] == []


def test_the_example_environment_knows_every_variable() -> None:
    shown = set(re.findall(r"^#([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert sorted({name for name in REQUIRED if name.isupper()} - shown) == []


def test_the_example_environment_matches_the_settings() -> None:
    from bedside.settings import Settings, variable

    shown = set(re.findall(r"^#([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert sorted({variable(field) for field in Settings.model_fields} - shown) == []
