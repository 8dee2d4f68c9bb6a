"""Under which terms channels lend, in the back office: one page a channel, with a row for each terms."""

from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.catalog.public import ChannelView
from serai.kernel.money import Money
from serai.payments.admin.rows_of_channel import RowsOfChannelAdmin
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.models import InstalmentTerms
from serai.payments.queries.instalments.offered_terms import offered_terms
from serai.payments.usecases.instalments.set_terms import MOST_TERMS, set_terms
from serai.plumbing.back_office import amount
from serai.plumbing.back_office.form_rows import RowForm, RowsOf
from serai.plumbing.back_office.worded import worded

_EVERY = (("", "—"), (Every.WEEK.value, "weeks"), (Every.MONTH.value, "months"))
_APART = {
    Every.WEEK.value: gettext_noop("{parts} parts, weeks between two: {step}"),
    Every.MONTH.value: gettext_noop("{parts} parts, months between two: {step}"),
}


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=20, widget=UnfoldAdminTextInputWidget)


class TermsRow(RowForm):
    """One way to pay in parts."""

    parts = _text("Parts")
    step = _text("Apart")
    every = forms.ChoiceField(label="In", choices=_EVERY, widget=UnfoldAdminSelectWidget)
    least = _text("From an amount on")
    most = _text("Up to an amount")
    fee = _text("Fee in all")
    interest = _text("Or interest, % a year")
    says = ("parts", "step", "least", "most")
    needs = ("parts", "step", "every", "least", "most")


ROWS = RowsOf(
    "terms",
    TermsRow,
    "Terms, in the order in which shoppers see them",
    "The first part is paid with the order. Amounts in the channel's currency. A fee or interest, or neither."
    " Without any row nothing is paid in parts.",
    most=MOST_TERMS,
)


@admin.register(InstalmentTerms)
class InstalmentTermsAdmin(RowsOfChannelAdmin):
    """What channels offer; above the list a page for each channel."""

    list_display: ClassVar[Any] = ("channel_code", "position", "plan", "totals", "cost")
    ordering: ClassVar[Any] = ("channel_code", "position")
    list_before_template = "payments/lending_channels.html"
    permission_to_act = "payments.change_instalmentterms"

    page_name = "instalment_terms_of"
    rows = ROWS

    def count(self, channel_code: str) -> int:
        """Return how many terms a channel offers."""
        return len(offered_terms(channel_code))

    def title_of(self, place: ChannelView) -> str:
        """Return the title of a channel's terms."""
        return worded("Instalments that {name} offers", name=place.name)

    def said(self, place: ChannelView) -> list[dict[str, Any]]:
        """Return what a channel offers, as the rows say it."""
        return _said(place)

    def tell(self, place: ChannelView, said: list[dict[str, Any]]) -> str:
        """Let a channel offer what the rows say."""
        set_terms(place.code, [_terms(row, place.currency) for row in said])
        return worded("offers {count} terms", count=len(offered_terms(place.code)))

    @admin.display(description="parts")
    def plan(self, row: InstalmentTerms) -> str:
        """Return how many parts, and how far apart."""
        return worded(_APART[row.every], parts=row.parts, step=row.step)

    @admin.display(description="amounts")
    def totals(self, row: InstalmentTerms) -> str:
        """Return what can be paid so."""
        return worded(
            "{low} to {high}",
            low=Money(row.least_minor, row.currency),
            high=Money(row.most_minor, row.currency),
        )

    @admin.display(description="costs")
    def cost(self, row: InstalmentTerms) -> SafeString | str:
        """Return what it costs."""
        if row.interest:
            return worded("{rate:.2f} % a year", rate=row.interest * 100)
        return amount(row.fee_minor, row.currency) if row.fee_minor else worded("nothing")


def _said(place: ChannelView) -> list[dict[str, Any]]:
    """Return what a channel offers, as the rows say it."""
    return [
        {
            "parts": str(each.parts),
            "step": str(each.step),
            "every": each.every.value,
            "least": f"{each.least.as_decimal():f}",
            "most": f"{each.most.as_decimal():f}",
            "fee": f"{each.fee.as_decimal():f}" if each.fee else "",
            "interest": f"{(each.interest * 100).normalize():f}" if each.interest else "",
        }
        for each in (offer.terms for offer in offered_terms(place.code))
    ]


def _terms(row: dict[str, Any], currency: str) -> Terms:
    """
    Return the terms that a row says.

    Raises:
        ValueError: something in it is no number, or the terms make no sense.
    """
    fee, interest = str(row["fee"] or "").strip(), str(row["interest"] or "").strip()
    try:
        rate = Decimal(interest or "0") / 100
    except InvalidOperation:
        raise ValueError(worded("{interest!r} is no rate.", interest=interest)) from None
    return Terms(
        parts=int(row["parts"]),
        step=int(row["step"]),
        every=Every(row["every"]),
        least=Money.parse(row["least"].strip(), currency),
        most=Money.parse(row["most"].strip(), currency),
        fee=Money.parse(fee, currency) if fee else None,
        interest=rate,
    )
