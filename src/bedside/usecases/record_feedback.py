"""Takes what somebody says of an answer: a verdict, perhaps a comment, and a clinician's correction."""

from bedside.errors import InvalidInput, TooLarge
from bedside.ports import AnswerStore, Feedback

VERDICTS = ("accepted", "rejected", "corrected")
LONGEST_CHARS = 10_000


def record_feedback(answers: AnswerStore, feedback: Feedback) -> Feedback:
    """Stores it, durable on return, and returns it. Raises InvalidInput, TooLarge, NotFound for an unknown answer."""
    if feedback.verdict not in VERDICTS:
        raise InvalidInput(
            "The verdict is none of those known.",
            code="unknown_verdict",
            next_step=f"Send one of {', '.join(VERDICTS)} as verdict.",
            errors=[{"field": "verdict", "reason": "It is none of those known"}],
        )
    if feedback.verdict == "corrected" and not feedback.correction.strip():
        raise InvalidInput(
            "A corrected answer needs its correction.",
            code="no_correction",
            next_step="Send the right answer as correction, or the verdict rejected.",
            errors=[{"field": "correction", "reason": "It is missing"}],
        )
    for field, said in (("comment", feedback.comment), ("correction", feedback.correction), ("by", feedback.by)):
        if len(said) > LONGEST_CHARS:
            raise TooLarge(
                f"The {field} is longer than {LONGEST_CHARS} characters.",
                next_step=f"Shorten the {field}.",
                errors=[{"field": field, "reason": "It is too long"}],
            )
    answers.add_feedback(feedback)
    return feedback
