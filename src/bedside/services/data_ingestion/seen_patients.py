"""The patients that somebody may see, as the routes of the ward take them.

Each route about a patient takes its patient from here, so that the policy is asked before anything is looked up.
"""

from typing import Annotated

from fastapi import Depends, Path
from pydantic import AfterValidator

from bedside.assembly import Assembly
from bedside.core.vitals.ids import LONGEST_ID
from bedside.errors import NotFound
from bedside.ports import Patient
from bedside.services.bodies import NAME
from bedside.services.path_ids import decoded
from bedside.services.policy import PersonId, let_see
from bedside.services.web import parts

Here = Annotated[Assembly, Depends(parts)]
PatientId = Annotated[str, Path(max_length=LONGEST_ID, min_length=1), AfterValidator(decoded), NAME]


class Unregistered(Patient):
    """A patient of whom nothing was recorded: there are readings under the id."""

    __slots__ = ()


def permitted_id(id: PatientId, here: Here, person_id: PersonId = "") -> str:
    """Returns the id of a patient, known or not, that the person may see. Raises NotAllowed."""
    let_see(here, person_id, id)
    return id


def permitted_patient(id: Annotated[str, Depends(permitted_id)], here: Here, person_id: PersonId = "") -> Patient:
    """Returns a patient that the person may see. Raises NotAllowed; NotFound where nothing at all is known.

    Who was never recorded but has readings is a patient too: of them the id alone is known.
    """
    try:
        found = here.patients.get(id)
    except NotFound:
        if not here.vitals.latest(id):
            raise
        return Unregistered(patient_id=id)
    if found.patient_id != id:
        let_see(here, person_id, found.patient_id)
    return found


Permitted = Annotated[str, Depends(permitted_id)]
Seen = Annotated[Patient, Depends(permitted_patient)]
