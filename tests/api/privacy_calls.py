"""Right calls about what is held of a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from factories.customers import PASSWORD

from serai.customers.domain.privacy_request import PrivacyKind
from serai.customers.queries.privacy.request_view import privacy_requests_of
from serai.customers.usecases.privacy.ask import BY_CUSTOMER, ask_for_erasure
from serai.kernel import clock

if TYPE_CHECKING:
    from api.call import Call


def own_privacy_calls(
    call: type[Call], account_id: UUID | None, token: str | None
) -> dict[str, Callable[[], Call]]:
    """Return the calls about what is held of oneself."""
    return {
        "withdraw_erasure": lambda: call({"request_id": _open(account_id)}, None, token),
    }


def shop_privacy_calls(as_ann: Callable[..., Any]) -> dict[str, Callable[[], Call]]:
    """Return the calls that name nothing of anybody's."""
    return {
        "privacy_requests": as_ann(),
        "ask_for_export": as_ann(),
        "ask_for_erasure": as_ann({"password": PASSWORD}),
    }


def privacy_calls(
    call: type[Call], account_id: UUID, plain: Callable[..., Any]
) -> dict[str, Callable[[], Call]]:
    """Return the calls of staff."""
    return {
        "privacy_request_page": plain(query="?state=asked&limit=5"),
        "privacy_request": lambda: call({"request_id": _open(account_id)}),
        "export_customer": plain(customer_id=account_id),
        "forget_customer": plain(customer_id=account_id),
        "withdraw_erasure_for": lambda: call({"request_id": _open(account_id)}),
    }


def let_ask(account_id: UUID) -> None:
    """Let somebody have asked to be forgotten; it has not begun."""
    ask_for_erasure(account_id, by=BY_CUSTOMER, now=clock.now())


def _open(account_id: UUID | None) -> UUID:
    """Return the latest wish of somebody to be forgotten; a guest has none."""
    asked = privacy_requests_of(account_id) if account_id else []
    return next((each.id for each in asked if each.kind == PrivacyKind.ERASURE), uuid4())
