"""Reads a patient's view by asking the ingestion service, where the readings are."""

from dataclasses import asdict

from bedside.adapters.peers.connection import PeerConnection
from bedside.core.vitals.view import PatientView
from bedside.core.vitals.when import When
from bedside.errors import InvalidInput
from bedside.messages.patient_view import view_from_wire


class HttpPatientViews:
    """Satisfies `ports.PatientViews` over ``POST /patients/view``. ``timeout_s`` covers a call with its repeats."""

    def __init__(self, base_url: str, timeout_s: float, *, offline: bool) -> None:
        self._peer = PeerConnection("ingestion", "BEDSIDE_INGEST_URL", base_url, timeout_s, offline=offline)

    def view(self, person_id: str, patient_id: str, when: When | None = None) -> PatientView:
        """Returns the view. Raises NotAllowed as the service does, PeerUnavailable where it is not there or differs."""
        body = {"person_id": person_id, "patient_id": patient_id, "when": asdict(when) if when else None}
        answered = self._peer.post("/patients/view", body)
        try:
            return view_from_wire(answered)
        except InvalidInput as error:
            raise self._peer.unavailable("speaks another version") from error

    def close(self) -> None:
        """Closes the kept connections."""
        self._peer.close()
