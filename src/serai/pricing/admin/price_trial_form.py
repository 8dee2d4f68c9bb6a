"""What the back office asks about a trial of prices."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelect2MultipleWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextInputWidget,
)

from serai.kernel.money import Money
from serai.plumbing.wiring import bound
from serai.pricing.models import PriceProposal, ProposalState
from serai.pricing.ports import Stores

_MOST_OFFERED = 200


class TrialForm(forms.Form):
    """What is tried, and where."""

    name = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    proposals = forms.TypedMultipleChoiceField(
        coerce=UUID,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="Open price proposals of one channel, those that bring most first.",
    )
    stores = forms.MultipleChoiceField(
        widget=UnfoldAdminSelect2MultipleWidget,
        help_text="Four or more, found by their code or name. The more, the sooner it tells.",
    )
    first_on = forms.DateField(label="First day", widget=UnfoldAdminSingleDateWidget)
    block_days = forms.IntegerField(
        label="Days of a block",
        initial=7,
        min_value=1,
        max_value=28,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="So long a store keeps one price; with 7 every weekday counts alike.",
    )
    blocks = forms.IntegerField(
        initial=4,
        min_value=2,
        max_value=26,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="An even number: of each two a store tries the price in one.",
    )
    washout_days = forms.IntegerField(
        label="Days of wash-out",
        initial=1,
        min_value=0,
        max_value=27,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="So many at the beginning of each block do not count: shoppers still act on the price before.",
    )

    def __init__(self, *args: Any, asked: Iterable[str] = (), **more: Any) -> None:
        """
        Offer open proposals, and every store.

        Args:
            args: as of any form.
            asked: proposals that are offered although others bring more; what is no id is passed over.
            more: as of any form.
        """
        super().__init__(*args, **more)
        field = self.fields["proposals"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(row.pk), _in_a_line(row)) for row in _open_proposals(asked)]
        stores = self.fields["stores"]
        assert isinstance(stores, forms.ChoiceField)
        stores.choices = [(each.code, f"{each.code} {each.name}") for each in bound(Stores).all()]


def _open_proposals(asked: Iterable[str]) -> list[PriceProposal]:
    """Return those that bring most, and those that are asked for; two statements."""
    found = PriceProposal.objects.filter(state=ProposalState.OPEN).select_related("variant")
    most = list(found.order_by("-gain_minor", "pk")[:_MOST_OFFERED])
    others = set(_ids(asked)) - {row.pk for row in most}
    return [*most, *found.filter(pk__in=others).order_by("-gain_minor", "pk")]


def _ids(asked: Iterable[str]) -> Iterator[UUID]:
    for each in asked:
        with suppress(ValueError):
            yield UUID(each)


def _in_a_line(row: PriceProposal) -> str:
    now_costs = Money(row.now_minor, row.currency)
    proposed = Money(row.proposed_minor, row.currency)
    return f"{row.variant.sku} ({row.channel_id}): {now_costs} → {proposed}"
