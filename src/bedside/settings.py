"""The only reader of the environment: one typed, frozen tree of settings with safe defaults.

An unknown variable that starts with ``BEDSIDE_`` is an error, since a misspelt one would silently do nothing.
"""

import os
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bedside.core import locales
from bedside.core.vitals.reading import FUTURE_MS
from bedside.core.vitals.when import zone_of
from bedside.errors import Misconfigured

_PREFIX = "BEDSIDE_"
_HOUR_MS = 3_600_000
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseModel):
    """All that can be set. Field names are the variables' names in lower case without the prefix."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = Path("bedside-data")
    host: str = "127.0.0.1"
    public_hosts: str = Field(default="", pattern=r"^[A-Za-z0-9.:\[\]_, -]*$")
    port: Port | None = None
    medquad: Path | None = None
    test_data: Path | None = None
    watch_folder: Path | None = None
    offline: bool = False
    records_url: str = ""
    objects_url: str = ""
    index_url: str = ""
    registry_url: str = ""
    generator_url: str = "extractive://"
    rag_url: str = ""
    preprocess_url: str = ""
    locale: str = "en-US"
    log_url: str = ""
    ingest_url: str = ""
    channels: str = "console://"
    mllp_port: Port = 2575
    hl7_zone: str = ""
    mqtt_url: str = Field(default="", pattern=r"^(mqtts?://.+)?$")
    identity_hours: float = Field(default=24, gt=0, le=24 * 31)
    log_days: float = Field(default=7, gt=0)
    alert_days: float = Field(default=90, ge=1)
    log_gigabytes: float = Field(default=20, gt=0)
    score_interval_hours: float = Field(default=4, gt=0, le=24)
    notice_details: bool = False
    watchdog: bool = True
    public_url: str = Field(default="", pattern=r"^(https?://.+)?$")
    twilio_account_sid: str = ""
    twilio_auth_token: str = ""
    twilio_phone_number: str = ""
    twilio_base_url: str = ""
    notification_phone_number: str = ""
    smtp_server: str = ""
    smtp_port: Port | None = None
    smtp_username: str = ""
    smtp_password: str = ""
    notification_email: str = ""
    dense: str = Field(default="background", pattern="^(background|never)$")
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$")
    peer_timeout_s: float = Field(default=5.0, gt=0, le=120)

    @field_validator("locale")
    @classmethod
    def _has_numbers(cls, locale: str) -> str:
        """Refuses what would silently be met with the numbers of somewhere else."""
        locale = locales.completed(locale)
        if locale != locales.ANYWHERE and not locales.is_known(locale):
            raise ValueError("no emergency numbers are known for this locale")
        return locale

    @field_validator("hl7_zone")
    @classmethod
    def _is_zone(cls, zone: str) -> str:
        """Refuses what names no zone: times without one would be refused, and nobody would see why."""
        try:
            _ = zone_of(zone)
        except (ValueError, OSError, ZoneInfoNotFoundError):
            raise ValueError("it must be a zone such as Europe/Berlin or +01:00") from None
        return zone

    @property
    def declared_zone(self) -> tzinfo | None:
        """Returns the zone of HL7 times that have none, None where the hospital has declared none."""
        return zone_of(self.hl7_zone) if self.hl7_zone else None

    @property
    def score_interval_ms(self) -> int:
        """Returns for how long a value that is measured or entered by hand holds, wherever it is looked at."""
        return int(self.score_interval_hours * _HOUR_MS)

    @property
    def kept_log_days(self) -> float:
        """Returns how long the log is kept: never less than repeats are known, since its rows tell what was taken."""
        return max(self.log_days, (self.identity_hours * _HOUR_MS + FUTURE_MS) / (24 * _HOUR_MS))

    def address(self, name: str) -> str:
        """Returns the address of ``log``, ``records``, ``objects``, ``index`` or ``registry``; else in the home."""
        given: str = getattr(self, f"{name}_url")
        home = self.home.absolute()
        defaults = {
            "log": f"sqlite:///{home}/readings.sqlite",
            "records": f"sqlite:///{home}/records.sqlite",
            "objects": f"file://{home}/objects",
            "index": f"file://{home}/index",
            "registry": f"file://{home}/models",
        }
        return given or defaults[name]


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Returns the settings of the environment. Raises Misconfigured naming every wrong variable at once."""
    env = os.environ if environment is None else environment
    values: dict[str, Any] = {
        name.removeprefix(_PREFIX).lower(): value for name, value in env.items() if name.startswith(_PREFIX) and value
    }
    # Named as their providers and other tools name them, so they have no prefix, and with it they are unknown.
    values = {name if name.upper() not in _OTHERS else f"{name} ": value for name, value in values.items()}
    values |= {name.lower(): env[name] for name in _OTHERS if env.get(name)}
    later = {name: values.pop(name) for name in _LATER if name in values}
    try:
        settings = Settings(**values)
    except ValidationError as error:
        wrong = [{"field": variable(str(each["loc"][0])), "reason": each["msg"]} for each in error.errors()]
        names = ", ".join(entry["field"] for entry in wrong)
        step = locales.KNOWN if names == f"{_PREFIX}LOCALE" else None
        raise Misconfigured(f"wrong or unknown: {names}", errors=wrong, next_step=step) from error
    if later:
        names = ", ".join(_PREFIX + name.upper() for name in later)
        raise Misconfigured(
            f"{names} belongs to a part that is not built yet", next_step="Unset it; see docs/roadmap.md."
        )
    return settings


def variable(field: str) -> str:
    """Returns the name of the variable that sets a field."""
    return field.upper() if field.upper() in _OTHERS else _PREFIX + field.upper()


_LATER = ("drift_url", "beam_job_server_jar", "s3_endpoint")
_OTHERS = (
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_PHONE_NUMBER",
    "TWILIO_BASE_URL",
    "NOTIFICATION_PHONE_NUMBER",
    "SMTP_SERVER",
    "SMTP_PORT",
    "SMTP_USERNAME",
    "SMTP_PASSWORD",
    "NOTIFICATION_EMAIL",
)
