"""The first page: how the day goes and what waits for someone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from serai.catalog.public import channels
from serai.config.back_office.hours_plot import hours_plot
from serai.config.back_office.local_time import zone_of
from serai.config.back_office.waiting import Waiting, what_waits
from serai.inventory.queries.stock_outs import stock_outs
from serai.kernel.money import Money
from serai.ordering.queries.latest_orders import LatestOrder, latest_orders
from serai.ordering.queries.sales_by_hour import HourOfSales, sales_by_hour
from serai.plumbing.live.tickets import live_address
from serai.plumbing.live.wish import staff_wish

_LATEST = 8


@dataclass(frozen=True, slots=True)
class Card:
    """One figure."""

    title: str
    figure: str
    note: str
    link: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the start page shows; parts that the user may not see are empty."""

    may_see_sales: bool
    day: datetime
    cards: list[Card]
    plot: SafeString
    latest: list[LatestOrder]
    waiting: list[Waiting]
    live_url: str


def start_page(user: Any, *, now: datetime) -> StartPage:
    """Return the start page for a user, in the time zone of the first channel."""
    shops = channels()
    here = now.astimezone(zone_of(shops))
    may_see_sales = user.has_perm("ordering.view_order")
    sales = _Sales(here, shops[0].currency if shops else "EUR") if may_see_sales else None
    waiting = what_waits(user, now=now)
    cards = sales.cards() if sales else []
    if user.has_perm("inventory.view_balance"):
        cards.append(_stock_card([shop.code for shop in shops]))
    cards.append(_waiting_card(waiting))
    return StartPage(
        may_see_sales=may_see_sales,
        day=here,
        cards=cards,
        plot=sales.plot() if sales else SafeString(""),
        latest=latest_orders(limit=_LATEST) if may_see_sales else [],
        waiting=waiting,
        live_url=_live_url(now) if may_see_sales else "",
    )


def _live_url(now: datetime) -> str:
    """Return where the page hears of orders; empty when there are no live pages."""
    secret: bytes = settings.SERAI_SECRET
    return live_address(settings.SERAI_LIVE_URL, staff_wish(), secret=secret, now=now)


class _Sales:
    """Today's sales beside yesterday's until the same hour."""

    def __init__(self, here: datetime, currency: str) -> None:
        self.here, self.currency = here, currency
        self.midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        self.yesterday = self.midnight - timedelta(days=1)
        hours = sales_by_hour(since=self.yesterday, until=here)
        self.today = [hour for hour in hours if hour.starts_at >= self.midnight]
        self.before = [hour for hour in hours if hour.starts_at < self.midnight]
        self.level = [hour for hour in self.before if hour.starts_at < here - timedelta(days=1)]

    def cards(self) -> list[Card]:
        link = reverse("admin:ordering_order_changelist")
        return [
            Card(_("Orders today"), f"{_orders(self.today):,}", self._beside(), link),
            Card(_("Revenue today"), self._revenue(self.today), self._revenue_before(), link),
        ]

    def plot(self) -> SafeString:
        return hours_plot(
            _by_hour(self.today, self.here), _by_hour(self.before, self.here), self.here.hour
        )

    def _beside(self) -> str:
        return _("{figure} yesterday until now").format(figure=f"{_orders(self.level):,}")

    def _revenue(self, hours: list[HourOfSales]) -> str:
        sums: dict[str, Money] = {self.currency: Money(0, self.currency)}
        for hour in hours:
            currency = hour.revenue.currency
            sums[currency] = sums.get(currency, Money(0, currency)) + hour.revenue
        return " + ".join(f"{money.as_decimal():,f} {money.currency}" for money in sums.values())

    def _revenue_before(self) -> str:
        return _("{figure} yesterday until now").format(figure=self._revenue(self.level))


def _orders(hours: list[HourOfSales]) -> int:
    return sum(hour.orders for hour in hours)


def _by_hour(hours: list[HourOfSales], here: datetime) -> list[int]:
    counts = [0] * 24
    for hour in hours:
        counts[hour.starts_at.astimezone(here.tzinfo).hour] += hour.orders
    return counts


def _stock_card(codes: list[str]) -> Card:
    out = sum(stock_outs(code) for code in codes)
    link = reverse("admin:inventory_balance_changelist")
    note = (
        _("articles that are offered and cannot be bought")
        if out
        else _("everything can be bought")
    )
    return Card(_("Out of stock"), f"{out:,}", note, link, tone="bad" if out else "good")


def _waiting_card(waiting: list[Waiting]) -> Card:
    count = sum(item.count for item in waiting)
    note = _("see below") if count else _("nothing needs you")
    return Card(_("Waiting"), f"{count:,}", note, "#waiting", tone="bad" if count else "good")
