"""What Twilio tells us: whether an SMS arrived, and what somebody answered to it.

Each call is checked by Twilio's signature over the public address, so that nobody else can acknowledge an alert.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

import structlog
from fastapi import APIRouter, Depends, Request, Response

from bedside.assembly import Assembly
from bedside.assembly.notifying import now_ms
from bedside.errors import NotAllowed, NotFound
from bedside.ports import Notice
from bedside.services.web import parts
from bedside.usecases.send_notices import hasten_next

router = APIRouter(tags=["callbacks"])
Here = Annotated[Assembly, Depends(parts)]
_ARRIVED = frozenset({"delivered", "read"})
_NEVER_ARRIVES = frozenset({"undelivered", "failed", "canceled"})


async def form(request: Request) -> Mapping[str, str]:
    """Returns the fields of a form; where one comes twice the last counts, as Twilio's never do."""
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))


Form = Annotated[Mapping[str, str], Depends(form)]


def signed_form(request: Request, fields: Form, here: Here) -> Mapping[str, str]:
    """Returns the fields where Twilio signed them. Raises NotAllowed."""
    from twilio.request_validator import RequestValidator

    token = here.settings.twilio_auth_token
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    public = here.settings.public_url.rstrip("/")
    url = public + path if public else str(request.url)
    signature = request.headers.get("x-twilio-signature", "")
    if not token or not RequestValidator(token).validate(url, fields, signature):
        raise NotAllowed(
            "the call is not signed by Twilio",
            code="wrong_signature",
            next_step="Set TWILIO_AUTH_TOKEN, and BEDSIDE_PUBLIC_URL to the address that Twilio calls.",
        )
    return fields


Signed = Annotated[Mapping[str, str], Depends(signed_form)]


@router.post("/callbacks/twilio/status", status_code=204)
def status(fields: Signed, here: Here, notice: str = "") -> Response:
    """Notes whether an SMS arrived; where it never will, the next contact is told at once."""
    found = _notice_of(here, notice, fields.get("MessageSid", ""))
    told = fields.get("MessageStatus", "")
    if found is not None and told in _ARRIVED:
        here.alerts.settle(replace(found, state="delivered", settled_ms=now_ms()))
    elif found is not None and told in _NEVER_ARRIVES:
        why = f"twilio_{fields['ErrorCode']}" if fields.get("ErrorCode", "").isdecimal() else f"twilio_{told}"
        here.alerts.settle(replace(found, state="failed", error=why, settled_ms=now_ms()))
        hasten_next(here.alerts, found, now_ms())
    return Response(status_code=204)


@router.post("/callbacks/twilio/reply", status_code=204)
def reply(fields: Signed, here: Here) -> Response:
    """Acknowledges by an answer such as "OK 4711"; asks back, as TwiML, where it does not say which."""
    answered = here.reply(fields.get("From", ""), fields.get("Body", ""))
    structlog.get_logger().info("sms answered", outcome="acknowledged" if answered.alerts else "asked back")
    if not answered.say:
        return Response(status_code=204)
    twiml = f'<?xml version="1.0" encoding="UTF-8"?><Response><Message>{escape(answered.say)}</Message></Response>'
    return Response(twiml, media_type="application/xml")


def _notice_of(here: Assembly, notice_id: str, sid: str) -> Notice | None:
    """Returns the notice by the id in the address: its status may come before we know Twilio's id of it."""
    try:
        if notice_id:
            return replace(here.alerts.notice(notice_id), provider_id=sid)
        return here.alerts.notice_by_provider_id("twilio", sid)
    except NotFound:
        return None
