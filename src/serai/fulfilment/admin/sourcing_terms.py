"""What weighs how much when locations are compared, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminSelectWidget

from serai.catalog.public import channels
from serai.fulfilment.domain.sourcing.terms import MOST_MINOR, SourcingTerms
from serai.fulfilment.models import SourcingTermsRow
from serai.fulfilment.usecases.set_sourcing_terms import set_sourcing_terms
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import ReadOnlyAdmin, back_to, question
from serai.plumbing.back_office.worded import why_not, worded

_WEIGHTS = {
    "split_minor": "For each parcel after the first: what a second parcel costs in trust.",
    "carbon_kg_minor": "For each kilogram of CO2e of the way.",
    "crowding_minor": "For a parcel from a location whose day is full; less, the emptier it is.",
    "ageing_minor": "Taken off for each unit that has lain there for 30 days.",
    "last_units_minor": "For each unit that leaves a store with an empty shelf.",
}
_USUAL = SourcingTerms()


class TermsForm(BaseDialogForm):
    """The weights of a channel, in minor units of the shop's money."""

    channel = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    split_minor = forms.IntegerField(min_value=0, max_value=MOST_MINOR)
    carbon_kg_minor = forms.IntegerField(min_value=0, max_value=MOST_MINOR)
    crowding_minor = forms.IntegerField(min_value=0, max_value=MOST_MINOR)
    ageing_minor = forms.IntegerField(min_value=0, max_value=MOST_MINOR)
    last_units_minor = forms.IntegerField(min_value=0, max_value=MOST_MINOR)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.code, each.name) for each in channels()]
        for name, words in _WEIGHTS.items():
            weight = self.fields[name]
            weight.label = name.removesuffix("_minor").replace("_", " ")
            weight.help_text, weight.initial = words, getattr(_USUAL, name)
            weight.widget = UnfoldAdminIntegerFieldWidget()


@admin.register(SourcingTermsRow)
class SourcingTermsAdmin(ReadOnlyAdmin):
    """The weights of channels; one that is not listed has the usual ones."""

    list_display: ClassVar[Any] = ("channel_id", *_WEIGHTS)
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
            "In minor units: 150 is 1.50. Orders that are placed from now on are sent by it where sourcing decides.",
            submit="Weigh it so",
            form=TermsForm,
        ),
    )
    def weigh(self, request: HttpRequest, form: TermsForm) -> HttpResponse:
        """Set the weights of one channel."""
        said = form.cleaned_data
        terms = SourcingTerms(**{name: said[name] for name in _WEIGHTS})
        try:
            set_sourcing_terms(said["channel"], terms)
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(
                request, worded("The weights of {channel} are set.", channel=said["channel"])
            )
        return back_to(request, SourcingTermsRow, said["channel"])
