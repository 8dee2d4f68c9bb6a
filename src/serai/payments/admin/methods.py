"""What channels take in payment, in the back office: one page a channel, with a row for each method."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.catalog.public import ChannelView, channel
from serai.kernel.money import Money
from serai.payments.admin.rows_of_channel import RowsOfChannelAdmin
from serai.payments.models import PaymentMethod
from serai.payments.ports import CaptureAt, Processors
from serai.payments.queries.methods import MethodSetting, methods_as_told, methods_of_channel
from serai.payments.usecases.set_methods import set_methods
from serai.plumbing.back_office import amount, chip
from serai.plumbing.back_office.form_rows import RowForm, RowsOf
from serai.plumbing.back_office.worded import worded
from serai.plumbing.wiring import bound

_YES, _NO = "yes", "no"
_CAPTURES = (
    (CaptureAt.NOW.value, gettext_noop("with the order")),
    (CaptureAt.HAND_OVER.value, gettext_noop("set aside, taken with the goods")),
)


def _choice(label: str, choices: Any = ()) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=UnfoldAdminSelectWidget)


def _amount(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=20, widget=UnfoldAdminTextInputWidget)


class MethodRow(RowForm):
    """How a channel takes one method."""

    method = _choice("Method")
    processor = _choice("Taken by")
    capture_at = _choice("Money", _CAPTURES)
    lowest = _amount("From an amount on")
    highest = _amount("Up to an amount")
    is_offered = _choice("Offered", ((_YES, "yes"), (_NO, "no")))
    says = ("method",)
    needs = ("method", "processor")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        processors = list(bound(Processors))
        methods = sorted({each for one in processors for each in one.abilities.methods})
        self.fields["method"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((each, each.replace("_", " ")) for each in methods),
        ]
        self.fields["processor"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.name, one.name) for one in processors),
        ]


ROWS = RowsOf(
    "methods",
    MethodRow,
    "Methods, in the order in which shoppers see them",
    "Amounts in the channel's currency; empty: without a bound. Without any row the channel takes all that"
    " its processors take.",
    most=50,
)


@admin.register(PaymentMethod)
class PaymentMethodAdmin(RowsOfChannelAdmin):
    """What channels were told to take, by channel; above the list a page for each channel."""

    list_display: ClassVar[Any] = (
        "channel_code",
        "position",
        "method",
        "processor",
        "capture_at",
        "bounds",
        "standing",
    )
    ordering: ClassVar[Any] = ("channel_code", "method")
    list_before_template = "payments/channels.html"
    permission_to_act = "payments.change_paymentmethod"

    page_name = "payment_methods_of"
    rows = ROWS

    def count(self, channel_code: str) -> int:
        """Return how many methods a channel was told to take."""
        return len(methods_as_told(channel_code))

    def title_of(self, place: ChannelView) -> str:
        """Return the title of a channel's methods."""
        return worded("What {name} takes in payment", name=place.name)

    def said(self, place: ChannelView) -> list[dict[str, Any]]:
        """Return what a channel takes, as the rows say it."""
        return _said(place)

    def tell(self, place: ChannelView, said: list[dict[str, Any]]) -> str:
        """Let a channel take what the rows say."""
        set_methods(place.code, [_setting(row, place.currency) for row in said])
        return worded("takes {count} methods", count=len(methods_of_channel(place.code)))

    @admin.display(description="amounts")
    def bounds(self, row: PaymentMethod) -> str:
        """Return the least and the most that can be paid with it."""
        currency = channel(row.channel_code).currency
        low, high = (
            "" if minor is None else str(amount(minor, currency))
            for minor in (row.lowest_minor, row.highest_minor)
        )
        return worded("{low} to {high}", low=low, high=high) if low or high else worded("any")

    @admin.display(description="offered")
    def standing(self, row: PaymentMethod) -> SafeString:
        """Return whether shoppers may choose it."""
        return chip("offered", "good") if row.is_offered else chip("not offered", "plain")


def _said(place: ChannelView) -> list[dict[str, Any]]:
    """Return what a channel takes, as the rows say it."""

    def text(minor: int | None) -> str:
        return "" if minor is None else f"{Money(minor, place.currency).as_decimal():f}"

    return [
        {
            "method": each.method,
            "processor": each.processor,
            "capture_at": each.capture_at.value,
            "lowest": text(each.lowest_minor),
            "highest": text(each.highest_minor),
            "is_offered": _YES if each.is_offered else _NO,
        }
        for each in methods_of_channel(place.code)
    ]


def _setting(row: dict[str, Any], currency: str) -> MethodSetting:
    def minor(text: str) -> int | None:
        return Money.parse(text.strip(), currency).minor if text and text.strip() else None

    return MethodSetting(
        row["method"],
        row["processor"],
        CaptureAt(row["capture_at"] or CaptureAt.NOW),
        minor(row["lowest"]),
        minor(row["highest"]),
        row["is_offered"] != _NO,
    )
