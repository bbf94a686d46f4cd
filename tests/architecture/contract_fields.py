"""Reads the fields that the contract names in a cell, and tells which of them a schema or a real answer lacks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from architecture.tables import quoted, rows
from architecture.tree import ROOT

PAGE = "docs/reference/contract.md"
_FIELD = re.compile(r"(?P<name>[a-z]\w*)(?P<optional>\??)(?P<inner>[\[{].*)?(?:[=:].*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Field:
    """A field, and those of the objects that it holds, one or a list or by key."""

    name: str
    optional: bool = False
    fields: tuple["Field", ...] = ()


def stands(part: str) -> bool:
    """Returns whether what the row tells is built."""
    return part == "Ask" or part.endswith(", stands")


def fields_of(cell: str) -> tuple[Field, ...]:
    """Returns the fields of a cell: what stands in backticks before its first full stop, but for what is in brackets.

    >>> [one.name for one in fields_of("`a`, `b?[{c, d: x/y}]` (`e`). The `f` of it")]
    ['a', 'b']
    """
    marked = re.sub(r"`[^`]*`|\([^()`]*(?:`[^`]*`[^()`]*)*\)", lambda m: m[0] if m[0][0] == "`" else "", cell)
    first = re.match(r"(?:`[^`]*`|[^`.]|\.(?! |$))*", marked)
    return _of_items(quoted(first[0] if first else ""))


def calls(part: str = "") -> Iterator[tuple[list[str], Mapping[str, str]]]:
    """Yields the calls of each row that stands, with the row; one that says ``same`` is about those before it."""
    named: list[str] = []
    for row in rows(PAGE, "HTTP"):
        named = quoted(row["call"]) or named
        if stands(row["part"]) and row["part"].startswith(part):
            yield named, row


def lacking(fields: Sequence[Field], objects: Sequence[Mapping[str, Any]], place: str = "") -> Iterator[str]:
    """Yields the fields that are not in all of the objects, or where they are optional in none of them."""
    for field in fields:
        path = f"{place}.{field.name}" if place else field.name
        having = [one for one in objects if field.name in one]
        if not having or (len(having) < len(objects) and not field.optional):
            yield path
        elif field.fields:
            inner = [item for one in having for item in _items(one[field.name])]
            yield from lacking(field.fields, inner, path) if inner else (f"{path} (empty)",)


def undescribed(fields: Sequence[Field], schemas: Sequence[Any], components: Mapping[str, Any]) -> Iterator[str]:
    """Yields the fields that none of the schemas of OpenAPI has as a property."""
    known = [properties for schema in schemas for properties in _properties(schema, components)]
    for field in fields:
        found = [one[field.name] for one in known if field.name in one]
        if not found:
            yield field.name
        elif field.fields:
            yield from (f"{field.name}.{name}" for name in undescribed(field.fields, found, components))


def _properties(schema: Any, components: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if not isinstance(schema, Mapping):
        return
    if "$ref" in schema:
        yield from _properties(components[schema["$ref"].rpartition("/")[2]], components)
    if "properties" in schema:
        yield schema["properties"]
    for inner in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *(schema.get(one) for one in _HOLDING)):
        yield from _properties(inner, components)


_HOLDING = ("items", "additionalProperties")


def _items(value: Any) -> list[Mapping[str, Any]]:
    found = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    return [one for one in found if isinstance(one, dict)] or ([value] if isinstance(value, dict) else [])


def _of_items(items: Sequence[str]) -> tuple[Field, ...]:
    found: list[Field] = []
    for item in items:
        if item == "R":
            found += _reading()
        elif matched := _FIELD.fullmatch(item):
            found.append(Field(matched["name"], bool(matched["optional"]), _inside(matched["inner"] or "")))
    return tuple(found)


def _inside(inner: str) -> tuple[Field, ...]:
    """Returns the fields of ``[R]``, ``[{...}]``, ``{...}`` or ``{key: {...}}``; of anything else none."""
    text = inner.split("=", maxsplit=1)[0].removeprefix("[").removesuffix("]").strip()
    if text.startswith("{"):
        text = text[1 : text.rindex("}")]
        by_key = re.fullmatch(r"\w+: (\{.*\}|\w+)", text)
        return _inside(by_key[1]) if by_key else _of_items(_split(text))
    return _of_items([text]) if text == "R" else ()


def _split(text: str) -> list[str]:
    """Returns what stands between the commas that are in no bracket."""
    parts, depth = [""], 0
    for one in text:
        depth += (one in "[{") - (one in "]}")
        parts = [*parts, ""] if one == "," and depth == 0 else [*parts[:-1], parts[-1] + one]
    return [part.strip() for part in parts]


def _reading() -> tuple[Field, ...]:
    written = re.search(r"^`R` = `\{(.*?)\}`", (ROOT / PAGE).read_text("utf-8"), re.MULTILINE)
    assert written, "the page has no R"
    return _of_items(_split(written[1]))
