"""Right calls about what shoppers want to be told of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from factories.ordering import an_article

from serai.kernel import clock
from serai.marketing.domain.alerts.alert import AlertKind
from serai.marketing.domain.alerts.alert_ticket import issue_alert_ticket
from serai.marketing.models import Alert
from serai.marketing.usecases.alerts.ask_for_alert import AskForAlert, ask_for_alert

if TYPE_CHECKING:
    from api.call import Call
    from api.world import Party


_BY_LINK = ("alert_of_link", "confirm_alert", "end_alert")


def let_wait_for_articles(*account_ids: UUID | None) -> None:
    """Ask for what the calls are about, by letter and by each account."""
    for name in _BY_LINK:
        _an_alert(name, email="dora@example.org")
    for account_id in account_ids:
        _an_alert(f"end-{account_id}", customer_id=account_id)


def alert_calls(call: type[Call], as_ann: Callable[..., Any]) -> dict[str, Callable[[], Call]]:
    """Return the calls of whoever has a link, and the list of Ann."""

    def by_link(name: str) -> Callable[[], Call]:
        return lambda: call({"link": _link(_an_alert(name, email="dora@example.org"))})

    wanted = {
        "sku": "MILK",
        "kind": "price",
        "target_minor": 1,
        "email": "dora@example.org",
        "text_version": "2026-11",
    }
    return {
        "ask_for_alert": lambda: call({}, wanted),
        **{name: by_link(name) for name in _BY_LINK},
        "alerts_of_customer": as_ann(),
    }


def own_alert_calls(
    call: type[Call], party: Party, token: str | None
) -> dict[str, Callable[[], Call]]:
    """Return the calls about an account's own alert."""

    def end() -> Call:
        alert = _an_alert(f"end-{party.account_id}", customer_id=party.account_id)
        return call({"alert_id": alert}, None, token)

    return {"end_my_alert": end}


def _an_alert(name: str, **whose: Any) -> UUID:
    """Return an alert about an article of its own, which is there from the first call on."""
    sku = f"ALERT-{name}"[:64]
    article = an_article(sku, "9.00", 0)
    there = Alert.objects.filter(variant_id=article.id).order_by("asked_at").first()
    if there is not None:
        return there.pk
    ask_for_alert(AskForAlert(sku, "web", AlertKind.PRICE, "2026-11", **whose), now=clock.now())
    return Alert.objects.get(variant_id=article.id).pk


def _link(alert_id: UUID) -> str:
    return issue_alert_ticket(alert_id, secret=settings.SERAI_SECRET, now=clock.now())
