"""The outbox: notices caught or sent, as JSON and as a page that refreshes itself."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.ports import Notice
from bedside.services.data_ingestion.alert_routes import time_of
from bedside.services.known_query import KnownQuery
from bedside.services.page_files import page_file
from bedside.services.policy import PersonId
from bedside.services.web import parts

router = APIRouter(tags=["alerts"], route_class=KnownQuery)
Here = Annotated[Assembly, Depends(parts)]


@router.get("/outbox.json")
def outbox(here: Here, limit: Annotated[int, Query(ge=1, le=1_000)] = 200, person_id: PersonId = "") -> dict[str, Any]:
    """Lists the newest notices, newest first; of whom they reach only the end of a number, or the mail's domain.

    Those of a patient whom the person may not see are left out.
    """
    newest = here.alerts.outbox(limit)
    alerts = here.alerts.get_many([one.alert_id for one in newest])
    hidden = {
        one.alert_id
        for one in alerts.values()
        if one.patient_id is not None and not here.may_see(person_id, one.patient_id)
    }
    short = {one.channel for one in here.compose.contacts if one.is_short}
    return {
        "as_of": time_of(now_ms()),
        "notices": [
            _notice(one, "sms" if one.channel in short else _form(one)) for one in newest if one.alert_id not in hidden
        ],
    }


@router.get("/outbox", include_in_schema=False)
def page() -> Response:
    """Sends the page."""
    return page_file("bedside.services.data_ingestion", "outbox.html", "/outbox")


@router.get("/outbox/page/{name}", include_in_schema=False)
def part(name: str) -> Response:
    """Sends one of the page's files."""
    return page_file("bedside.services.data_ingestion", name, "/outbox")


def _notice(notice: Notice, form: str) -> dict[str, Any]:
    return {
        "id": notice.notice_id,
        "alert_id": notice.alert_id or None,
        "channel": notice.channel,
        "form": form,
        "recipient": masked(notice.recipient),
        "kind": notice.kind,
        "step": notice.step,
        "priority": notice.priority,
        "state": notice.state,
        "attempts": notice.attempts,
        "reference": notice.reference,
        "subject": notice.subject,
        "body": notice.body,
        "caught": notice.provider_id == "caught",
        "error": notice.error or None,
        "created_at": time_of(notice.created_ms),
        "due_at": time_of(notice.due_ms),
        "settled_at": time_of(notice.settled_ms),
    }


def _form(notice: Notice) -> str:
    return "mail" if notice.channel.partition(":")[0] in ("smtp", "outbox-mail") else "other"


def masked(recipient: str) -> str:
    """Returns enough of a number or address to know it by.

    >>> masked("+44 7700 900123"), masked("ward-7@example.org"), masked("the ward's phone")
    ('…123', 'w…@example.org', "the ward's phone")
    """
    if "@" in recipient:
        name, _, domain = recipient.rpartition("@")
        return f"{name[:1]}…@{domain}"
    digits = re.sub(r"[\s().-]", "", recipient)
    return f"…{digits[-3:]}" if re.fullmatch(r"\+?\d{5,}", digits) else recipient
