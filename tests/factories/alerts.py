"""Alerts for tests: what shoppers asked to be told."""

import re
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from serai.customers.models import Customer
from serai.customers.public import Register, RememberGuest, register, remember_guest
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.marketing.domain.alerts.alert import AlertKind
from serai.marketing.models import Alert
from serai.marketing.usecases.alerts.ask_for_alert import Asked, AskForAlert, ask_for_alert

LINK = re.compile(r"/alerts/([\w.-]+)")


def a_shopper(email: str = "ada@example.org") -> UUID:
    """Return an account whose address is proven."""
    now = clock.now()
    person = register(Register(email, "nine green turtles"), now=now).id
    Customer.objects.filter(pk=person).update(email_verified_at=now)
    return person


def a_guest_of_checkouts(email: str) -> UUID:
    """Return the guest of an address."""
    return remember_guest(RememberGuest(email), now=clock.now())


def asked(sku: str, kind: str = "price", **more: Any) -> Asked:
    """Ask to be told, in the channel "web"."""
    more.setdefault("text_version", "2026-11")
    now = more.pop("now", None) or clock.now()
    return ask_for_alert(AskForAlert(sku, "web", AlertKind(kind), **more), now=now)


def waiting(variant_id: UUID, count: int, kind: str = "stock", **more: Any) -> list[UUID]:
    """Let so many addresses wait for an article, the first asked first; return the alerts."""
    now = clock.now()
    rows = [
        Alert(
            kind=kind,
            state="waiting",
            channel_code="web",
            variant_id=variant_id,
            email=f"{uuid7().hex}@example.org",
            locale="en",
            currency="USD" if kind == "price" else "",
            text_version="2026-11",
            asked_at=now,
            confirmed_at=now,
            ends_at=now.replace(year=now.year + 1),
            **more,
        )
        for _ in range(count)
    ]
    return [row.pk for row in Alert.objects.bulk_create(rows)]


def states() -> list[str]:
    """Return where alerts are, the first asked first."""
    return list(Alert.objects.order_by("asked_at", "id").values_list("state", flat=True))


def ticket_in(letter: EmailMessage) -> str:
    """Return the ticket of the link in a letter."""
    found = LINK.search(said_in(letter))
    assert found is not None
    return found[1]


def said_in(letter: EmailMessage) -> str:
    """Return what a letter says."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
