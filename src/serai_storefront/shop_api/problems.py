"""What the platform answers when it refuses, and what we say when it does not answer."""

from typing import Any

import httpx
import msgspec


class Problem(Exception):
    """The platform refused: an RFC 9457 problem document."""

    def __init__(
        self, status: int, code: str, detail: str = "", facts: dict[str, Any] | None = None
    ) -> None:
        self.status = status
        self.code = code.rpartition(".")[2]
        self.detail = detail
        self.facts = facts or {}
        super().__init__(f"{status} {code}: {detail}")


class ShopUnavailable(Problem):
    """No usable answer came: time-out, refused connection, server error or a shape we do not know."""

    def __init__(self, detail: str, code: str = "unavailable") -> None:
        super().__init__(503, code, detail)


class _Document(msgspec.Struct):
    code: str = ""
    title: str = ""
    detail: str = ""
    facts: dict[str, Any] = {}


def problem_in(answer: httpx.Response) -> Problem:
    """Return what a refusal says; a server error is `ShopUnavailable` whatever it says."""
    try:
        document = msgspec.json.decode(answer.content, type=_Document)
    except msgspec.DecodeError:
        document = _Document()
    if answer.status_code >= 500:
        where = f"{answer.request.method} {answer.request.url.path}: {answer.status_code}"
        return ShopUnavailable(where, document.code or "unavailable")
    return Problem(
        answer.status_code,
        document.code or f"http_{answer.status_code}",
        document.detail or document.title,
        document.facts,
    )
