"""The page of the HTTP API, written from the OpenAPI snapshot."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

Operation = tuple[str, str, str, dict[str, Any]]
_VERBS = ("get", "post", "put", "patch", "delete")


def http_api_page(document: dict[str, Any]) -> str:
    """Return the page: every operation by tag, with its parameters, body and answers."""
    lines = [
        "# HTTP API",
        "",
        document["info"].get("description", ""),
        "",
        "Every call carries a `Serai-Key`; a shopper or guest adds `Authorization: Bearer …`. A POST that",
        "changes state needs an `Idempotency-Key`. Refusals are problem documents with a",
        "[code](errors.md). Lists page with `cursor`.",
        "",
    ]
    for tag, operations in groupby(_operations(document), key=lambda operation: operation[0]):
        lines += [f"## {tag}", ""]
        for _, verb, path, operation in operations:
            lines += _section(verb, path, operation, document)
    return "\n".join(lines)


def _operations(document: dict[str, Any]) -> list[Operation]:
    found = [
        (operation.get("tags", ["others"])[0], verb, path, operation)
        for path, item in document["paths"].items()
        for verb, operation in item.items()
        if verb in _VERBS
    ]
    return sorted(found, key=lambda entry: (entry[0], entry[2], _VERBS.index(entry[1])))


def _section(
    verb: str, path: str, operation: dict[str, Any], document: dict[str, Any]
) -> Iterator[str]:
    yield f"### `{verb.upper()} {path}`"
    yield ""
    yield f"*{operation['operationId']}.* {_prose(operation)}"
    yield ""
    fields = [
        (parameter["name"], parameter["in"], parameter.get("required", False), parameter)
        for parameter in operation.get("parameters", [])
    ]
    body = _schema(operation.get("requestBody", {}), document)
    required = set(body.get("required", ()))
    fields += [
        (name, "body", name in required, field)
        for name, field in body.get("properties", {}).items()
    ]
    if fields:
        yield "| field | in | what |"
        yield "|---|---|---|"
        for name, place, needed, field in fields:
            yield f"| `{name}`{'' if needed else ' (optional)'} | {place} | {_words(field)} |"
        yield ""
    answers = ", ".join(
        f"{code} {_name(answer)}" for code, answer in operation["responses"].items()
    )
    yield f"Answers: {answers}."
    yield ""


def _prose(operation: dict[str, Any]) -> str:
    return str(operation.get("description") or operation.get("summary") or "").strip()


def _schema(holder: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    content = holder.get("content", {}).get("application/json", {}).get("schema", {})
    return _resolved(content, document)


def _resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    if not reference:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _words(field: dict[str, Any]) -> str:
    schema = field.get("schema", field)
    text = field.get("description") or schema.get("description") or schema.get("type", "")
    return re.sub(r"\s+", " ", str(text)).replace("|", "\\|")


def _name(answer: dict[str, Any]) -> str:
    for kind in answer.get("content", {}).values():
        reference = kind.get("schema", {}).get("$ref", "")
        if reference:
            return f"`{reference.rpartition('/')[2]}`"
    return ""
