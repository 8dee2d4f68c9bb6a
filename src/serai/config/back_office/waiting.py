"""What waits for someone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from serai.fulfilment.queries.late_groups import count_late_groups
from serai.ordering.queries.latest_orders import orders_stuck_in_placing
from serai.ordering.queries.returns.undecided_returns import count_undecided_returns
from serai.ordering.queries.review.hold_view import count_held_orders
from serai.payments.queries.bank_lines import count_nobodys_bank_lines
from serai.payments.queries.open_disputes import count_open_disputes
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
            _("Dead letters"),
            _("Jobs that failed too often. Read the error, mend its cause, replay them."),
            reverse("admin:plumbing_deadletter_changelist"),
        ),
        (
            "ordering.view_order",
            lambda: orders_stuck_in_placing(placed_before=before),
            _("Orders without an answer"),
            _(
                "The payment processor has not answered for a quarter of an hour. It is asked again by"
                " itself; look at its own pages if this lasts."
            ),
            reverse("admin:ordering_order_changelist") + "?state__exact=placing",
        ),
        (
            "fulfilment.view_group",
            lambda: count_late_groups(now=now),
            _("Late to pick and pack"),
            _("They were due and nobody has packed them. Pick them, or say what is missing."),
            reverse("admin:fulfilment_group_changelist"),
        ),
        (
            "ordering.view_orderreturn",
            count_undecided_returns,
            _("Returns to decide"),
            _("Shoppers wait to hear whether their goods may come back. Approve or refuse each."),
            reverse("admin:ordering_orderreturn_changelist") + "?state__exact=requested",
        ),
        (
            "payments.view_dispute",
            count_open_disputes,
            _("Disputes to answer"),
            _("A bank has taken money back. Send evidence before its day, or accept the loss."),
            reverse("admin:payments_dispute_changelist") + "?state__exact=opened",
        ),
        (
            "ordering.view_hold",
            count_held_orders,
            _("Orders held for review"),
            _("Rules or people have stopped their goods. Look at each, then release or reject it."),
            reverse("admin:ordering_hold_changelist") + "?state__exact=open",
        ),
        (
            "plumbing.view_webhookendpoint",
            count_failing_endpoints,
            _("Webhooks that fail"),
            _("Programs outside that do not take what they are told, or were switched off for it."),
            reverse("admin:plumbing_webhookendpoint_changelist"),
        ),
        (
            "payments.view_refund",
            lambda: waiting_refunds(requested_before=before),
            _("Refunds on their way"),
            _("The processor has not confirmed these for a quarter of an hour."),
            reverse("admin:payments_refund_changelist") + "?state__exact=requested",
        ),
        (
            "payments.view_bankline",
            count_nobodys_bank_lines,
            _("Transfers that are nobody's"),
            _("Money came in without a payment that it fits. Match each, or send it back."),
            reverse("admin:payments_bankline_changelist") + "?whose=nobody",
        ),
        (
            "payments.view_differencerow",
            count_open_differences,
            _("Books that disagree"),
            _("Orders, ledger and processors differ. Look into each, and close it with a note."),
            reverse("admin:payments_differencerow_changelist"),
        ),
    ]
    found = [
        Waiting(title, advice, count(), link)
        for permission, count, title, advice, link in kinds
        if user.has_perm(permission)
    ]
    return [item for item in found if item.count]
