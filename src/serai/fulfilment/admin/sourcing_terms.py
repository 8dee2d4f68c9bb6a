"""What weighs how much when locations are compared, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.validators import MaxValueValidator
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget

from serai.catalog.public import channel, channels
from serai.fulfilment.domain.sourcing.terms import MOST_MINOR, SourcingTerms
from serai.fulfilment.models import SourcingTermsRow
from serai.fulfilment.usecases.set_sourcing_terms import set_sourcing_terms
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.plumbing.back_office import ReadOnlyAdmin, amount, back_to, question
from serai.plumbing.back_office.form_fields import money_field, read_money
from serai.plumbing.back_office.worded import why_not, worded

_WEIGHTS = ("split", "carbon_kg", "crowding", "ageing", "last_units")
_USUAL = SourcingTerms()


class TermsForm(BaseDialogForm):
    """The weights of a channel, in its money."""

    channel = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    split = money_field(
        "split", tells="For each parcel after the first: what a second parcel costs in trust."
    )
    carbon_kg = money_field("carbon kg", tells="For each kilogram of CO2e of the way.")
    crowding = money_field(
        "crowding",
        tells="For a parcel from a location whose day is full; less, the emptier it is.",
    )
    ageing = money_field("ageing", tells="Taken off for each unit that has lain there for 30 days.")
    last_units = money_field(
        "last units", tells="For each unit that leaves a store with an empty shelf."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        known = channels()
        field.choices = [(each.code, f"{each.name} ({each.currency})") for each in known]
        for name in _WEIGHTS if known else ():
            usual = Money(getattr(_USUAL, f"{name}_minor"), known[0].currency)
            self.fields[name].initial = usual.as_decimal()

    def clean(self) -> dict[str, Any]:
        """Read the amounts in the channel's money, and the weights in its minor units."""
        data: dict[str, Any] = super().clean()
        if "channel" in data:
            currency = channel(data["channel"]).currency
            read_money(self, _WEIGHTS, currency)
            for name in [each for each in _WEIGHTS if each in data]:
                if data[name].minor > MOST_MINOR:
                    most = {"limit_value": Money(MOST_MINOR, currency)}
                    self.add_error(name, str(MaxValueValidator.message) % most)
        if not self.errors:
            weights = {f"{name}_minor": data[name].minor for name in _WEIGHTS}
            data["terms"] = SourcingTerms(**weights)
        return data


@admin.register(SourcingTermsRow)
class SourcingTermsAdmin(ReadOnlyAdmin):
    """The weights of channels; one that is not listed has the usual ones."""

    list_display: ClassVar[Any] = (
        "channel_id",
        "split",
        "carbon_kg",
        "crowding",
        "ageing",
        "last_units",
    )
    search_exactly = ("channel_id",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("channel_id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("weigh",)
    permission_to_act = "fulfilment.change_sourcingtermsrow"

    @action(
        description="Weigh a channel",
        permissions=["act"],
        icon="balance",
        url_path="weigh",
        dialog=question(
            "What weighs how much?",
            "In the channel's money. Orders that are placed from now on are sent by it where sourcing decides.",
            submit="Weigh it so",
            form=TermsForm,
        ),
    )
    def weigh(self, request: HttpRequest, form: TermsForm) -> HttpResponse:
        """Set the weights of one channel."""
        said = form.cleaned_data
        try:
            set_sourcing_terms(said["channel"], said["terms"])
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(
                request, worded("The weights of {channel} are set.", channel=said["channel"])
            )
        return back_to(request, SourcingTermsRow, said["channel"])

    @admin.display(description="split")
    def split(self, row: SourcingTermsRow) -> SafeString:
        """Return what a second parcel weighs."""
        return _in_money(row.split_minor, row)

    @admin.display(description="carbon kg")
    def carbon_kg(self, row: SourcingTermsRow) -> SafeString:
        """Return what a kilogram of CO2e weighs."""
        return _in_money(row.carbon_kg_minor, row)

    @admin.display(description="crowding")
    def crowding(self, row: SourcingTermsRow) -> SafeString:
        """Return what a full day weighs."""
        return _in_money(row.crowding_minor, row)

    @admin.display(description="ageing")
    def ageing(self, row: SourcingTermsRow) -> SafeString:
        """Return what is taken off for what has lain long."""
        return _in_money(row.ageing_minor, row)

    @admin.display(description="last units")
    def last_units(self, row: SourcingTermsRow) -> SafeString:
        """Return what an empty shelf weighs."""
        return _in_money(row.last_units_minor, row)


def _in_money(minor: int, row: SourcingTermsRow) -> SafeString:
    return amount(minor, channel(row.channel_id).currency)
