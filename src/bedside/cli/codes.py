"""`bedside codes`: which signals are taken, in which units, in which range, and by which codes senders name them."""

from typing import Any

import typer
from rich.markup import escape
from rich.table import Column, Table

from bedside.cli.output import AsJson, out, show_json
from bedside.core.vitals.signals import LOINC_PANELS, SIGNALS, UNCHECKED_MDC, Signal, Unit

_UNCHECKED = "?"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("codes")(codes)


def codes(json_: AsJson = False) -> None:
    """Prints the code table of vital signs and the units they may be declared in."""
    if json_:
        show_json({"signals": [_as_json(signal) for signal in SIGNALS], "loinc_panels": LOINC_PANELS})
        return
    out.print(_codes())
    for code, names in LOINC_PANELS.items():
        out.print(f"LOINC {code}: one message with {', '.join(names)}.", highlight=False)
    out.print(f"{_UNCHECKED} Not yet compared with a publication: check the number before you rely on it.", style="dim")
    out.print(_units())


def _codes() -> Table:
    name = Column("signal", no_wrap=True)
    table = Table(name, "unit", "possible", "LOINC", "MDC", "GATT")
    for signal in SIGNALS:
        numbers = [f"{code}{_UNCHECKED if code in UNCHECKED_MDC else ''}" for code in signal.mdc]
        stacked = (signal.loinc, numbers, map(_hexadecimal, signal.gatt))
        table.add_row(signal.name, escape(signal.unit), _possible(signal), *map("\n".join, stacked))
    return table


def _units() -> Table:
    """Returns what may be declared beside the canonical code; signals that are measured alike share their rows."""
    table = Table("signal", "may be declared as", "becomes")
    for units in dict.fromkeys(signal.units for signal in SIGNALS):
        names = ", ".join(signal.name for signal in SIGNALS if signal.units == units)
        for unit in units:
            if declared := ", ".join((unit.code, *unit.aliases)[unit is units[0] :]):
                table.add_row(names, escape(declared), escape(_conversion(unit, units[0])))
                names = ""
    return table


def _possible(signal: Signal) -> str:
    if signal.codes:
        return ", ".join(signal.codes)
    return f"{signal.low:g} to {signal.high:g}{', whole' if signal.whole else ''}"


def _conversion(unit: Unit, canonical: Unit) -> str:
    if unit is canonical:
        return canonical.code
    value = f"(value - {unit.offset:g})" if unit.offset else "value"
    return f"{value} x {unit.factor:g} {canonical.code}"


def _as_json(signal: Signal) -> dict[str, Any]:
    return {
        "signal": signal.name,
        "unit": signal.unit,
        "units": [
            {"unit": unit.code, "factor": unit.factor, "offset": unit.offset, "aliases": unit.aliases}
            for unit in signal.units
        ],
        "low": None if signal.codes else signal.low,
        "high": None if signal.codes else signal.high,
        "whole": signal.whole,
        "codes": signal.codes,
        "loinc": signal.loinc,
        "mdc": [{"code": code, "checked": code not in UNCHECKED_MDC} for code in signal.mdc],
        "gatt": [_hexadecimal(code) for code in signal.gatt],
    }


def _hexadecimal(code: int) -> str:
    return f"0x{code:04X}"
