"""Who may see which patient: one question, asked wherever anything of a patient is read or written.

The default lets everybody: rights and roles come with signing in. What is refused is refused before it is looked up, so
that the refusal does not tell whether there is such a patient.
"""

from collections.abc import Callable

from bedside.errors import NotAllowed

MaySee = Callable[[str, str], bool]
"""Whether a person, by id, may see a patient, by id. The person is "" where nobody said who they are."""


def everybody(person_id: str, patient_id: str) -> bool:  # noqa: ARG001 (the policy's signature)
    """Lets everybody see every patient."""
    return True


def foreign_patient() -> NotAllowed:
    """Returns the refusal of a patient somebody has no right to see, in the same words everywhere."""
    return NotAllowed(
        "This patient may not be seen by the person who asks.",
        code="foreign_patient",
        next_step="Ask whoever manages the rights of the ward, or name another patient.",
    )
