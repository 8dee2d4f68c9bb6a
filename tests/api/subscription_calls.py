"""Right calls about subscriptions: their owner's, and those of staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from factories.subscriptions import a_plan, subscribed

from serai.kernel import clock
from serai.ordering.domain.subscriptions.subscribed import Subscribed
from serai.ordering.queries.subscriptions.plans import plans_of_channel
from serai.ordering.usecases.subscriptions.move_subscription import (
    MoveSubscription,
    pause_subscription,
)
from serai.ordering.usecases.subscriptions.start_subscription import (
    NewSubscription,
    quote_subscription,
)

if TYPE_CHECKING:
    from api.calls import Call
    from api.world import Party

_WISH = {"plan_code": "refill", "lines": [{"sku": "MILK", "quantity": 2}], "interval": "2w"}
_PLAN = {"name": "Refill", "intervals": ["2w", "1m"]}


def _offered() -> None:
    if not plans_of_channel("web"):
        a_plan()


def _one_of(party: Party) -> UUID:
    """Return a subscription of theirs whose first order is still to be made."""
    _offered()
    assert party.account_id is not None
    return subscribed(party.account_id).id


def _paused(party: Party) -> UUID:
    found = _one_of(party)
    pause_subscription(MoveSubscription(found), now=clock.now())
    return found


def _total(party: Party) -> int:
    _offered()
    assert party.account_id is not None
    wish = NewSubscription("web", "en", "refill", (Subscribed("MILK", 2),), "2w")
    return quote_subscription(party.account_id, wish, now=clock.now()).totals.total.minor


def own_subscription_calls(
    call: type[Call], party: Party, token: str | None
) -> dict[str, Callable[[], Call]]:
    """Return the calls about what belongs to one owner."""

    def of_one(body: Any = None, made: Callable[[Party], UUID] = _one_of) -> Callable[[], Call]:
        return lambda: call({"subscription_id": made(party)}, body, token)

    return {
        "subscription": of_one(),
        "change_subscription": of_one({"interval": "1m"}),
        "skip_next_order": of_one({}),
        "pause_subscription": of_one({"reason": "On holiday"}),
        "resume_subscription": of_one({}, _paused),
        "cancel_subscription": of_one({}),
    }


def subscription_calls(
    call: type[Call], party: Party, token: str | None
) -> dict[str, Callable[[], Call]]:
    """Return the other calls of an account."""

    def quote() -> Call:
        _offered()
        return call({}, _WISH, token)

    def start() -> Call:
        return call({}, {**_WISH, "expected_total_minor": _total(party)}, token)

    return {
        "subscription_plans": call,
        "subscriptions_of_customer": lambda: call({}, None, token),
        "next_needs": lambda: call({}, None, token),
        "quote_subscription": quote,
        "start_subscription": start,
    }


def staff_subscription_calls(call: type[Call], party: Party) -> dict[str, Callable[[], Call]]:
    """Return the calls of staff."""

    def of_one(body: Any = None, made: Callable[[Party], UUID] = _one_of) -> Callable[[], Call]:
        return lambda: call({"subscription_id": made(party)}, body)

    return {
        "subscription_plans_for_staff": lambda: call({"channel_code": "web"}),
        "write_subscription_plan": lambda: call({"channel_code": "web", "code": "refill"}, _PLAN),
        "subscriptions_for_staff": call,
        "subscription_for_staff": of_one(),
        "change_subscription_for_staff": of_one({"interval": "1m"}),
        "skip_next_order_for_staff": of_one({}),
        "pause_subscription_for_staff": of_one({}),
        "resume_subscription_for_staff": of_one({}, _paused),
        "cancel_subscription_for_staff": of_one({}),
    }
