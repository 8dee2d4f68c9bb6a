"""Read a promotion that a stranger sent: everything is checked, and everything wrong is told at once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from serai.kernel.conditions import Fault, Fields
from serai.kernel.currencies import UnknownCurrency, exponent_of
from serai.kernel.errors import DomainError, Kind
from serai.pricing.domain.promotions.fields import cart_fields, line_fields
from serai.pricing.domain.promotions.promotion import Minimum, Promotion, Stacking
from serai.pricing.domain.promotions.read_benefit import read_benefit
from serai.pricing.domain.promotions.read_part import Part
from serai.pricing.domain.promotions.schedule import Hours, Schedule, Season

MOST_SEASONS, MOST_HOURS, HIGHEST = 50, 20, 1000
_KEYS = (
    "id",
    "code",
    "version",
    "name",
    "benefit",
    "conditions",
    "lines",
    "minimum",
    "schedule",
    "channels",
    "stores",
    "currency",
    "needs_coupon",
    "most",
    "stacking",
)


class BadPromotion(DomainError):
    """The promotion makes no sense; `errors` name each place by a JSON pointer."""

    code = "pricing.promotion_refused"
    kind = Kind.REJECTED

    def __init__(self, errors: list[Fault]) -> None:
        self.errors = errors
        first = errors[0]
        super().__init__(f"The promotion is not right: {first.path or '/'}: {first.detail}")


def read_promotion(
    sent: Any,
    *,
    id: UUID | None = None,  # noqa: A002 - the field's own name
    of_cart: Callable[[str], Fields] = cart_fields,
    of_lines: Callable[[str], Fields] = line_fields,
) -> Promotion:
    """
    Return the promotion of `sent`, in the shape of `promotion_as_json`.

    Args:
        sent: JSON values. What is left out is what a promotion has without saying so.
        id: of the promotion, where it is not in `sent`.
        of_cart: the fields of conditions, for a currency.
        of_lines: the fields of lines, for a currency.

    Raises:
        BadPromotion: something is wrong.
    """
    faults: list[Fault] = []
    whole = Part(sent, "", faults)
    whole.only(*_KEYS)
    whole.currency = currency = _currency(whole)
    fields = of_lines(currency)
    promotion = Promotion(
        id=id or whole.uuid("id"),
        code=whole.text("code", least=1, most=64),
        name=whole.text("name", least=1),
        benefit=read_benefit(whole.inner("benefit"), fields),
        conditions=whole.tree("conditions", of_cart(currency)),
        lines=whole.tree("lines", fields),
        minimum=_minimum(whole.inner("minimum")),
        schedule=_schedule(whole.inner("schedule")),
        channels=whole.texts("channels"),
        stores=whole.texts("stores"),
        currency=currency,
        needs_coupon=whole.flag("needs_coupon"),
        most=whole.maybe_money("most"),
        stacking=_stacking(whole.inner("stacking")),
        version=whole.whole("version", least=1, default=1),
    )
    if faults:
        raise BadPromotion(faults)
    return promotion


def _currency(whole: Part) -> str:
    if not whole.has("currency") or whole.sent["currency"] == "":
        return ""
    sent = whole.sent["currency"]
    try:
        exponent_of(sent)
    except (UnknownCurrency, TypeError):
        whole.wrong("currency", "code_of_currency")
        return ""
    return str(sent)


def _minimum(sent: Part) -> Minimum:
    sent.only("spend", "quantity", "before_discounts")
    return Minimum(
        sent.maybe_money("spend"),
        sent.whole("quantity", least=0, default=0),
        sent.flag("before_discounts"),
    )


def _stacking(sent: Part) -> Stacking:
    sent.only("priority", "group", "exclusive")
    stacking = Stacking(
        sent.whole("priority", least=-HIGHEST, most=HIGHEST, default=0),
        sent.text("group", most=64),
        sent.flag("exclusive"),
    )
    if stacking.exclusive and stacking.group:
        sent.wrong("group", "alone")
    return stacking


def _schedule(sent: Part) -> Schedule:
    sent.only("starts_at", "ends_at", "seasons", "weekdays", "hours")
    starts, ends = sent.maybe_instant("starts_at"), sent.maybe_instant("ends_at")
    if starts and ends and ends <= starts:
        sent.wrong("ends_at", "backwards")
    return Schedule(
        starts,
        ends,
        tuple(_season(each) for each in sent.each("seasons", most=MOST_SEASONS)),
        _weekdays(sent),
        tuple(_hours(each) for each in sent.each("hours", most=MOST_HOURS)),
    )


def _season(sent: Part) -> Season:
    sent.only("first", "last", "every_year")
    season = Season(sent.day("first"), sent.day("last"), sent.flag("every_year"))
    if season.last < season.first:
        sent.wrong("last", "backwards")
    elif season.every_year and season.is_longer_than_a_year():
        sent.wrong("last", "a_year")
    return season


def _weekdays(sent: Part) -> frozenset[int]:
    days = sent.list("weekdays", most=7)
    for index, day in enumerate(days):
        if type(day) is not int or not 1 <= day <= 7:
            sent.wrong(f"weekdays/{index}", "range", least=1, most=7)
    return frozenset(day for day in days if type(day) is int)


def _hours(sent: Part) -> Hours:
    sent.only("start", "end")
    hours = Hours(sent.clock("start"), sent.clock("end"))
    if hours.start == hours.end:
        sent.wrong("end", "no_time")
    return hours
