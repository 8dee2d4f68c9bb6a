"""Calls to the Stripe API: keys, versions, time budgets, and what its refusals mean."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
import structlog

from serai.payments.adapters.stripe.form import Value, encoded
from serai.payments.ports import ProcessorUnavailable
from serai.plumbing.outbound import CallFailed, Line

API_URL = "https://api.stripe.com"
VERSION = "2025-03-31.basil"
"""The API version whose shapes this adapter reads; an account's default may be another."""
_UNKNOWN_OUTCOME = (401, 403, 409, 429)
"""Our key is wrong, the same request is under way, or too many are: nothing is known of the money."""
_log = structlog.get_logger()


class Refusal(Exception):
    """The API answered, and refused; nothing was changed unless it says so."""

    def __init__(self, status: int, error: Mapping[str, Any]) -> None:
        self.status, self.error = status, error
        super().__init__(f"{status} {error.get('type', '')} {error.get('code', '')}")

    @property
    def kind(self) -> str:
        """Return its type, such as `card_error`."""
        return str(self.error.get("type", ""))

    @property
    def code(self) -> str:
        """Return its code, such as `card_declined`."""
        return str(self.error.get("code") or "")


class Connection:
    """
    A kept line to the API with the account's secret key.

    Args:
        secret_key: begins with `sk_` or `rk_`.
        url: the API; a local one in tests.
        budget: how long one call may take.
    """

    def __init__(self, secret_key: str, *, url: str = API_URL, budget: timedelta) -> None:
        self._budget = budget.total_seconds()
        self._line = Line(
            url,
            headers={
                "Authorization": f"Bearer {secret_key}",
                "Stripe-Version": VERSION,
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )

    def get(self, path: str, fields: Mapping[str, Value] | None = None) -> dict[str, Any]:
        """
        Return what is at an address.

        Raises:
            Refusal: it is not there, or not for us.
            ProcessorUnavailable: no answer in time.
        """
        query = f"?{encoded(fields).decode()}" if fields else ""
        return self._send("GET", path + query, b"", {})

    def post(self, path: str, fields: Mapping[str, Value], *, key: str = "") -> dict[str, Any]:
        """
        Change something, once per idempotency key.

        Raises:
            Refusal: the API refused.
            ProcessorUnavailable: no answer in time; it may or may not have happened.
        """
        headers = {"Idempotency-Key": key} if key else {}
        return self._send("POST", path, encoded(fields), headers)

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _send(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> dict[str, Any]:
        try:
            received = self._line.send(
                method, path, body=body, headers=headers, seconds=self._budget
            )
            answer = msgspec.json.decode(received.body, type=dict[str, Any])
        except (CallFailed, msgspec.DecodeError) as failure:
            _log.warning("stripe did not answer", path=path.partition("?")[0], why=str(failure))
            raise ProcessorUnavailable("stripe") from None
        if received.status < 400:
            return answer
        error = answer.get("error") or {}
        if received.status >= 500 or received.status in _UNKNOWN_OUTCOME:
            _log.warning("stripe refused to serve", status=received.status, kind=error.get("type"))
            raise ProcessorUnavailable("stripe")
        raise Refusal(received.status, error)
