"""What waits for someone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from serai.ordering.queries.latest_orders import orders_stuck_in_placing
from serai.ordering.queries.review.hold_view import count_held_orders
from serai.payments.queries.bank_lines import count_nobodys_bank_lines
from serai.payments.queries.reconciliation.difference_view import count_open_differences
from serai.payments.queries.waiting_refunds import waiting_refunds
from serai.plumbing.jobs.dead_letters import count_dead_letters
from serai.plumbing.webhooks.endpoints import count_failing_endpoints

_PATIENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Things of one kind that need a person, and what to do about them."""

    title: str
    advice: str
    count: int
    link: str


def what_waits(user: Any, *, now: datetime) -> list[Waiting]:
    """Return what waits and what the user may see of it; an empty list is the usual case."""
    before = now - _PATIENCE
    kinds: list[tuple[str, Callable[[], int], str, str, str]] = [
        (
            "plumbing.view_deadletter",
            count_dead_letters,
            "Dead letters",
            "Jobs that failed too often. Read the error, mend its cause, replay them.",
            reverse("admin:plumbing_deadletter_changelist"),
        ),
        (
            "ordering.view_order",
            lambda: orders_stuck_in_placing(placed_before=before),
            "Orders without an answer",
            "The payment processor has not answered for a quarter of an hour. It is asked again by"
            " itself; look at its own pages if this lasts.",
            reverse("admin:ordering_order_changelist") + "?state__exact=placing",
        ),
        (
            "ordering.view_hold",
            count_held_orders,
            "Orders held for review",
            "Rules or people have stopped their goods. Look at each, then release or reject it.",
            reverse("admin:ordering_hold_changelist") + "?state__exact=open",
        ),
        (
            "plumbing.view_webhookendpoint",
            count_failing_endpoints,
            "Webhooks that fail",
            "Programs outside that do not take what they are told, or were switched off for it.",
            reverse("admin:plumbing_webhookendpoint_changelist"),
        ),
        (
            "payments.view_refund",
            lambda: waiting_refunds(requested_before=before),
            "Refunds on their way",
            "The processor has not confirmed these for a quarter of an hour.",
            reverse("admin:payments_refund_changelist") + "?state__exact=requested",
        ),
        (
            "payments.view_bankline",
            count_nobodys_bank_lines,
            "Transfers that are nobody's",
            "Money came in without a payment that it fits. Match each, or send it back.",
            reverse("admin:payments_bankline_changelist") + "?whose=nobody",
        ),
        (
            "payments.view_differencerow",
            count_open_differences,
            "Books that disagree",
            "Orders, ledger and processors differ. Look into each, and close it with a note.",
            reverse("admin:payments_differencerow_changelist"),
        ),
    ]
    found = [
        Waiting(title, advice, count(), link)
        for permission, count, title, advice, link in kinds
        if user.has_perm(permission)
    ]
    return [item for item in found if item.count]
