"""What happened to an order, in the order in which it happened."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from serai.fulfilment.public import GroupView, groups_of_order
from serai.ordering.models import Order
from serai.ordering.queries.changes.change_view import ChangeView, changes_of_order
from serai.ordering.queries.papers.papers_of_order import papers_of_order
from serai.ordering.queries.returns.return_view import ReturnView, returns_of_order
from serai.ordering.queries.review.hold_view import HoldView, holds_of_order
from serai.plumbing.back_office import link

R = TypeVar("R")
Moment = tuple[datetime | None, str, SafeString | str]


def of_order(order: Order, question: Callable[[UUID], R]) -> R:
    """Return what a question about the order answers; it is asked once for a page."""
    kept: dict[str, R] = vars(order)
    name = f"_asked_{question.__name__}"
    if name not in kept:
        kept[name] = question(order.pk)
    return kept[name]


def timeline(order: Order) -> SafeString:
    """Return what happened to the order as a list, the first thing first."""
    moments = [each for each in _moments(order) if each[0] is not None]
    told = sorted(moments, key=lambda each: each[0] or order.placed_at)
    items = format_html_join(
        "",
        '<li><time datetime="{}">{}</time><span>{}{}</span></li>',
        (
            (when.isoformat(), _told(when), what, format_html(" · {}", which) if which else "")
            for when, what, which in told
            if when is not None
        ),
    )
    return format_html('<ol class="bo-timeline">{}</ol>', items)


def _told(when: datetime) -> str:
    return str(date_format(localtime(when), "DATETIME_FORMAT"))


def _moments(order: Order) -> Iterator[Moment]:
    yield order.placed_at, _("Placed"), order.channel_code
    changes = of_order(order, changes_of_order) if order.change_count else []
    yield from _holds(of_order(order, holds_of_order))
    yield from _groups(of_order(order, groups_of_order))
    yield from _changes(changes)
    yield from _returns(of_order(order, returns_of_order))
    for paper in of_order(order, papers_of_order):
        yield paper.issued_at, _("Paper issued"), f"{paper.number}: {paper.total}"
    if order.state in ("cancelled", "failed", "fulfilled", "completed"):
        yield order.closed_at, _(order.state), order.reason


def _holds(holds: Iterable[HoldView]) -> Iterator[Moment]:
    for hold in holds:
        named = link("ordering.hold", hold.id, hold.name)
        yield hold.opened_at, _("Held"), named
        yield hold.decided_at, _("Decided"), named


def _groups(groups: Iterable[GroupView]) -> Iterator[Moment]:
    for group in groups:
        part = link("fulfilment.group", group.id, f"{group.order_number}/{group.number}")
        place = group.location.name if group.location else ""
        yield group.opened_at, _("To be picked"), format_html("{} · {}", part, place)
        yield group.ready_at, _("Ready"), part
        yield group.left_at, _("Left"), format_html("{} · {}", part, group.tracking_number or place)
        yield group.delivered_at, _("Delivered"), part


def _changes(changes: Iterable[ChangeView]) -> Iterator[Moment]:
    for change in changes:
        named = link("ordering.orderchange", change.id, change.kind)
        yield change.made_at, _("Change written"), format_html("{} · {}", named, change.difference)
        yield change.in_force_at, _("Change in force"), named


def _returns(returns: Iterable[ReturnView]) -> Iterator[Moment]:
    for each in returns:
        named = link("ordering.orderreturn", each.id, f"{each.order_number}/{each.number}")
        yield each.asked_at, _("Return asked for"), named
        yield each.received_at, _("Return received"), named
        yield each.settled_at, _("Return settled"), named
