import pytest

from bedside.ports import Patient

from .ward import Home, run_to_the_end, second_by_second


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("written") / "home")
    home.write(second_by_second())
    home.put(Patient(patient_id="well", ward="A", bed="1"))
    return home


@pytest.fixture(scope="session")
def undisturbed(written: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = written.copy(tmp_path_factory.mktemp("undisturbed") / "home")
    run_to_the_end(home)
    return home
