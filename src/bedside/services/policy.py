"""The policy of who may see which patient, as routes ask it before anything of a patient leaves or is changed."""

from typing import Annotated

from fastapi import Query

from bedside.assembly import Assembly
from bedside.core.privacy.access import foreign_patient

PersonId = Annotated[str, Query(max_length=200, description="who asks; nobody where left out")]


def let_see(here: Assembly, person_id: str, patient_id: str | None) -> None:
    """Raises NotAllowed where it is about a patient whom the person may not see; None is about nobody."""
    if patient_id is not None and not here.may_see(person_id, patient_id):
        raise foreign_patient()
