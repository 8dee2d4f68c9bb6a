"""Calls to the EasyPost API: keys, time budgets, and what its refusals mean."""

import base64
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
import structlog

from serai.fulfilment.ports import CarrierUnavailable
from serai.plumbing.outbound import CallFailed, Line

API_URL = "https://api.easypost.com"
NAME = "easypost"
_NOT_OURS = (401, 403, 429)
"""Our key is wrong, or we call too often: it says nothing about the parcel."""
_log = structlog.get_logger()


class Refusal(Exception):
    """The API answered, and refused; see https://docs.easypost.com/guides/errors-guide."""

    def __init__(self, status: int, error: Mapping[str, Any]) -> None:
        self.status, self.code = status, str(error.get("code") or "")
        said = str(error.get("message") or self.code or f"status {status}")
        fields = [
            f"{each.get('field', '')} {each.get('message', '')}".strip()
            for each in error.get("errors") or ()
            if isinstance(each, dict)
        ]
        self.sentence = "; ".join([said.rstrip("."), *fields])[:300]
        super().__init__(self.sentence)


class Connection:
    """
    A kept line to the API with the account's key.

    Args:
        key: of the account; test keys make labels that no carrier honours.
        url: the API; a local one in tests.
        budget: how long one call may take: carriers behind it are asked meanwhile.
    """

    def __init__(self, key: str, *, url: str = API_URL, budget: timedelta) -> None:
        self._budget = budget.total_seconds()
        token = base64.b64encode(f"{key}:".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        self._line = Line(url, headers=headers)

    def get(self, path: str) -> dict[str, Any]:
        """
        Return what is at an address.

        Raises:
            Refusal: it is not there.
            CarrierUnavailable: no answer in time.
        """
        return self._send("GET", path, b"")

    def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """
        Ask for something.

        Raises:
            Refusal: the API refused.
            CarrierUnavailable: no answer in time; it may or may not have happened.
        """
        return self._send("POST", path, msgspec.json.encode(body))

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _send(self, method: str, path: str, body: bytes) -> dict[str, Any]:
        try:
            received = self._line.send(method, f"/v2{path}", body=body, seconds=self._budget)
            answer = msgspec.json.decode(received.body, type=dict[str, Any])
        except (CallFailed, msgspec.MsgspecError) as failure:
            _log.warning("easypost did not answer", path=path, why=str(failure))
            raise CarrierUnavailable(NAME) from None
        if received.status < 400:
            return answer
        error = answer.get("error")
        refusal = Refusal(received.status, error if isinstance(error, dict) else {"message": error})
        if received.status >= 500 or received.status in _NOT_OURS:
            _log.warning("easypost refused to serve", status=received.status, code=refusal.code)
            raise CarrierUnavailable(NAME)
        raise refusal
