"""Right calls about subscriptions: their owner's, and those of staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from factories.subscriptions import a_plan, keep_card, subscribed

from serai.kernel import clock
from serai.ordering.domain.subscriptions.subscribed import Subscribed
from serai.ordering.queries.subscriptions.plans import plans_of_channel
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription
from serai.ordering.usecases.subscriptions.move_subscription import (
    MoveSubscription,
    pause_subscription,
)
from serai.ordering.usecases.subscriptions.quote_subscription import quote_subscription

if TYPE_CHECKING:
    from api.call import Call
    from api.world import Party

_WISH = {"plan_code": "refill", "lines": [{"sku": "MILK", "quantity": 2}], "interval": "2w"}
_PLAN = {"name": "Refill", "intervals": ["2w", "1m"]}
_WHY = {"reason": "On holiday"}
_MOVES = ("change", "skip", "pause", "resume", "cancel")


def let_subscribe(party: Party, processor: Any) -> None:
    """Give somebody a subscription for everything that can happen to one, by them and by staff."""
    if not plans_of_channel("web"):
        a_plan()
    assert party.account_id is not None
    keep_card(processor, party.account_id, is_default=False)
    for name in (*_MOVES, *(f"staff {move}" for move in _MOVES)):
        party.subscriptions[name] = subscribed(party.account_id).id
        if name.endswith("resume"):
            pause_subscription(MoveSubscription(party.subscriptions[name]), now=clock.now())


def own_subscription_calls(
    call: type[Call], party: Party, token: str | None
) -> dict[str, Callable[[], Call]]:
    """Return the calls about what belongs to one owner."""

    def of_one(move: str, body: Any = None) -> Callable[[], Call]:
        return lambda: call({"subscription_id": party.subscriptions[move]}, body, token)

    return {
        "subscription": of_one("change"),
        "change_subscription": of_one("change", {"interval": "1m"}),
        "skip_next_order": of_one("skip", _WHY),
        "pause_subscription": of_one("pause", _WHY),
        "resume_subscription": of_one("resume", _WHY),
        "cancel_subscription": of_one("cancel", _WHY),
    }


def subscription_calls(
    call: type[Call], party: Party, token: str | None
) -> dict[str, Callable[[], Call]]:
    """Return the other calls of an account."""

    def start() -> Call:
        assert party.account_id is not None
        wish = NewSubscription("web", "en", "refill", (Subscribed("MILK", 2),), "2w")
        quote = quote_subscription(party.account_id, wish, now=clock.now())
        total = quote.totals.total.minor
        return call({}, {**_WISH, "expected_total_minor": total}, token)

    return {
        "subscription_plans": call,
        "subscriptions_of_customer": lambda: call({}, None, token),
        "next_needs": lambda: call({}, None, token),
        "quote_subscription": lambda: call({}, _WISH, token),
        "start_subscription": start,
    }


def staff_subscription_calls(call: type[Call], party: Party) -> dict[str, Callable[[], Call]]:
    """Return the calls of staff."""

    def of_one(move: str, body: Any = None) -> Callable[[], Call]:
        return lambda: call({"subscription_id": party.subscriptions[f"staff {move}"]}, body)

    return {
        "subscription_plans_for_staff": lambda: call({"channel_code": "web"}),
        "write_subscription_plan": lambda: call({"channel_code": "web", "code": "refill"}, _PLAN),
        "subscriptions_for_staff": call,
        "subscription_for_staff": of_one("change"),
        "change_subscription_for_staff": of_one("change", {"interval": "1m"}),
        "skip_next_order_for_staff": of_one("skip", _WHY),
        "pause_subscription_for_staff": of_one("pause", _WHY),
        "resume_subscription_for_staff": of_one("resume", _WHY),
        "cancel_subscription_for_staff": of_one("cancel", _WHY),
    }
