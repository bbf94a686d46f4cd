"""The patients that somebody may see, as the routes of the ward take them.

Each route about a patient takes its patient from here, so that the policy is asked before anything is looked up.
"""

from typing import Annotated

from fastapi import Depends, Path, Query

from bedside.assembly import Assembly
from bedside.core.privacy.access import foreign_patient
from bedside.errors import NotFound
from bedside.ports import Patient
from bedside.services.web import parts

Here = Annotated[Assembly, Depends(parts)]
PersonId = Annotated[str, Query(max_length=200, description="who asks; nobody where left out")]
PatientId = Annotated[str, Path(max_length=200, min_length=1)]


def permitted_id(id: PatientId, here: Here, person_id: PersonId = "") -> str:
    """Returns the id of a patient, known or not, that the person may see. Raises NotAllowed."""
    if not here.may_see(person_id, id):
        raise foreign_patient()
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
        return Patient(patient_id=id)
    if found.patient_id != id and not here.may_see(person_id, found.patient_id):
        raise foreign_patient()
    return found


Permitted = Annotated[str, Depends(permitted_id)]
Seen = Annotated[Patient, Depends(permitted_patient)]
