"""What has changed between two OpenAPI documents, and what of it breaks a client."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `breaking` when a client written for the old document can fail."""

    where: str
    what: str
    breaking: bool

    def __str__(self) -> str:
        return f"{'BREAKING' if self.breaking else 'fine    '}  {self.where}: {self.what}"


class Way(Enum):
    """Who sends a value: what may be wider for one must not be wider for the other."""

    ASKED = "asked"  # by the client: more may be accepted, never less
    ANSWERED = "answered"  # by us: more may be told, never less, and nothing of a new kind


_FLOORS = ("minimum", "exclusiveMinimum", "minLength", "minItems")
_CEILINGS = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
_EXACT = ("type", "format", "pattern", "const", "multipleOf", "uniqueItems")


def changes(old: Json, new: Json) -> list[Change]:
    """Return every change of meaning; words (summaries, descriptions, examples) have none."""
    before, after = _operations(old), _operations(new)
    found = [Change(where, "operation removed", breaking=True) for where in before.keys() - after]
    found += [Change(where, "operation added", breaking=False) for where in after.keys() - before]
    schemas = _Schemas(old, new)
    for where in before.keys() & after:
        found += _of_operation(where, before[where], after[where], schemas)
    return sorted(set(found), key=lambda change: (not change.breaking, change.where, change.what))


def _operations(document: Json) -> dict[str, Json]:
    return {
        f"{verb.upper()} {path}": operation
        for path, operations in document["paths"].items()
        for verb, operation in operations.items()
    }


def _of_operation(where: str, old: Json, new: Json, schemas: "_Schemas") -> Iterator[Change]:
    if old["operationId"] != new["operationId"]:
        yield Change(where, f"now called {new['operationId']}", breaking=True)
    if old.get("security") != new.get("security"):
        yield Change(where, "other keys or tokens are needed", breaking=True)
    yield from _of_parameters(where, old, new, schemas)
    yield from _of_contents(
        f"{where} body", old.get("requestBody"), new.get("requestBody"), Way.ASKED, schemas
    )
    answers, other = old["responses"], new["responses"]
    for status in sorted(answers.keys() - other):
        yield Change(where, f"no longer answers {status}", breaking=status < "300")
    for status in sorted(other.keys() - answers):
        yield Change(where, f"may answer {status}", breaking=status < "400")
    for status in sorted(answers.keys() & other):
        yield from _of_contents(
            f"{where} {status}", answers[status], other[status], Way.ANSWERED, schemas
        )


def _of_parameters(where: str, old: Json, new: Json, schemas: "_Schemas") -> Iterator[Change]:
    before, after = (
        {(one["in"], one["name"]): one for one in operation.get("parameters", [])}
        for operation in (old, new)
    )
    for place, name in sorted(before.keys() - after):
        yield Change(f"{where} {place} {name}", "parameter removed", breaking=True)
    for key in sorted(after.keys() - before):
        needed = bool(after[key].get("required"))
        what = "parameter added" + (" and required" if needed else "")
        yield Change(f"{where} {key[0]} {key[1]}", what, breaking=needed)
    for key in sorted(before.keys() & after):
        here = f"{where} {key[0]} {key[1]}"
        if after[key].get("required") and not before[key].get("required"):
            yield Change(here, "now required", breaking=True)
        yield from schemas.compare(here, before[key]["schema"], after[key]["schema"], Way.ASKED)


def _of_contents(
    where: str, old: Json | None, new: Json | None, way: Way, schemas: "_Schemas"
) -> Iterator[Change]:
    if old is None and new is not None:
        yield Change(where, "body added", breaking=bool(new.get("required")))
    before, after = ((side or {}).get("content", {}) for side in (old, new))
    for media_type in sorted(before.keys() - after):
        yield Change(where, f"no longer {media_type}", breaking=True)
    for media_type in sorted(after.keys() - before):
        if old is not None:
            yield Change(where, f"also {media_type}", breaking=way is Way.ANSWERED)
    for media_type in sorted(before.keys() & after):
        yield from schemas.compare(
            where, before[media_type]["schema"], after[media_type]["schema"], way
        )


class _Schemas:
    """Compares schemas of two documents, following references; each pair once."""

    def __init__(self, old: Json, new: Json) -> None:
        self._old, self._new = old, new
        self._seen: set[tuple[str, str, Way]] = set()

    def compare(self, where: str, old: Json, new: Json, way: Way) -> Iterator[Change]:
        """Return the changes from `old` to `new`."""
        if "$ref" in old and "$ref" in new:
            where = new["$ref"].rpartition("/")[2]  # said once, not for each of its users
            pair = (old["$ref"], new["$ref"], way)
            if pair in self._seen:
                return
            self._seen.add(pair)
        old, new = _resolved(old, self._old), _resolved(new, self._new)
        if "anyOf" in old or "anyOf" in new:
            yield from self._of_alternatives(where, old, new, way)
            return
        yield from _of_enum(where, old, new, way)
        yield from _of_bounds(where, old, new, way)
        yield from self._of_fields(where, old, new, way)
        yield from self._of_parts(where, old, new, way)

    def _of_alternatives(self, where: str, old: Json, new: Json, way: Way) -> Iterator[Change]:
        """Fewer alternatives break who is asked, more break who is answered."""
        before, after = (
            {_kind(one): one for one in side.get("anyOf", [side])} for side in (old, new)
        )
        for kind in sorted(before.keys() - after):
            yield Change(where, f"no longer {kind}", breaking=way is Way.ASKED)
        for kind in sorted(after.keys() - before):
            yield Change(where, f"also {kind}", breaking=way is Way.ANSWERED)
        for kind in sorted(before.keys() & after):
            yield from self.compare(where, before[kind], after[kind], way)

    def _of_fields(self, where: str, old: Json, new: Json, way: Way) -> Iterator[Change]:
        before, after = old.get("properties", {}), new.get("properties", {})
        must, must_now = set(old.get("required", [])), set(new.get("required", []))
        for name in sorted(before.keys() - after):
            yield Change(f"{where}.{name}", "field removed", breaking=True)
        for name in sorted(after.keys() - before):
            needed = name in must_now and way is Way.ASKED
            what = "field added" + (" and required" if needed else "")
            yield Change(f"{where}.{name}", what, breaking=needed)
        for name in sorted(before.keys() & after):
            if (name in must) != (name in must_now):
                what = "now required" if name in must_now else "no longer always there"
                breaking = (name in must_now) == (way is Way.ASKED)
                yield Change(f"{where}.{name}", what, breaking=breaking)
            yield from self.compare(f"{where}.{name}", before[name], after[name], way)

    def _of_parts(self, where: str, old: Json, new: Json, way: Way) -> Iterator[Change]:
        for part, mark in (("items", "[]"), ("additionalProperties", "{}")):
            before, after = old.get(part), new.get(part)
            if isinstance(before, dict) and isinstance(after, dict):
                yield from self.compare(where + mark, before, after, way)
            elif before != after:
                yield Change(where, f"{part} {before} became {after}", breaking=True)


def _resolved(schema: Json, document: Json) -> Json:
    if "$ref" not in schema:
        return schema
    found: Json = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _kind(alternative: Json) -> str:
    """Return what tells one alternative from another."""
    reference = str(alternative.get("$ref", "")).rpartition("/")[2]
    return reference or " ".join(
        str(alternative[word]) for word in ("type", "format") if word in alternative
    )


def _of_enum(where: str, old: Json, new: Json, way: Way) -> Iterator[Change]:
    before, after = set(map(str, old.get("enum", []))), set(map(str, new.get("enum", [])))
    if after and not before:
        yield Change(where, f"only {sorted(after)}", breaking=way is Way.ASKED)
    elif before and not after:
        yield Change(where, f"not only {sorted(before)}", breaking=way is Way.ANSWERED)
    else:
        for value in sorted(before - after):
            yield Change(where, f"no longer {value!r}", breaking=way is Way.ASKED)
        for value in sorted(after - before):
            yield Change(where, f"also {value!r}", breaking=way is Way.ANSWERED)


def _of_bounds(where: str, old: Json, new: Json, way: Way) -> Iterator[Change]:
    for word in _EXACT:
        if old.get(word) != new.get(word):
            loosened = way is Way.ASKED and word != "type" and new.get(word) is None
            what = f"{word} {old.get(word)} became {new.get(word)}"
            yield Change(where, what, breaking=not loosened)
    for words, sign in ((_FLOORS, 1), (_CEILINGS, -1)):
        for word in words:
            before, after = old.get(word), new.get(word)
            if before == after:
                continue
            tighter = after is not None and (before is None or (after - before) * sign > 0)
            breaking = tighter == (way is Way.ASKED)
            yield Change(where, f"{word} {before} became {after}", breaking=breaking)
