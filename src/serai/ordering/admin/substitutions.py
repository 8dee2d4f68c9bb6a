"""Something else for what a store does not have: offered on the order's page, answered on its own."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from serai.fulfilment import public as fulfilment
from serai.kernel.clock import now
from serai.ordering.domain.substitutions.substitution_state import SubstitutionState
from serai.ordering.models import Order, Substitution
from serai.ordering.queries.substitutions.candidates import candidates
from serai.ordering.queries.substitutions.wishes import wishes_of_order
from serai.ordering.usecases.substitutions.answer_substitute import answer_substitute
from serai.ordering.usecases.substitutions.offer_substitute import (
    OfferSubstitute,
    offer_substitute,
)
from serai.plumbing.back_office import ReadOnlyAdmin, act, amount, back_to, chip, link, question
from serai.plumbing.back_office.worded import worded

_PICKED = (fulfilment.GroupState.OPEN, fulfilment.GroupState.PICKING)
_ALIKE = 3
"""How many candidates are named for each line."""
_WISHES = {
    "similar": gettext_noop("something similar"),
    "ask": gettext_noop("ask first"),
    "refund": gettext_noop("money back"),
}


class SubstituteForm(BaseDialogForm):
    """Which line is missing, and what there is instead."""

    line = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    units = forms.IntegerField(
        label="missing", min_value=1, max_value=999, initial=1, widget=UnfoldAdminIntegerFieldWidget
    )
    sku = forms.CharField(
        label="SKU of what there is instead", max_length=64, widget=UnfoldAdminTextInputWidget
    )
    quantity = forms.IntegerField(
        label="how many of it",
        min_value=1,
        max_value=999,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Without a number, as many as are missing.",
    )
    at_its_price = forms.BooleanField(
        required=False,
        widget=UnfoldBooleanWidget,
        label="It is dearer, and the shopper is asked to pay the difference",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, order_id = self.fields["line"], UUID(str(self.object_id))
        assert isinstance(field, forms.ChoiceField)
        lines = _missing_lines(order_id)
        field.choices = [(f"{group} {position}", words) for group, position, words in lines]
        self.fields["sku"].help_text = " · ".join(
            worded(
                "{sku} ({name}, {price}, {free} there)",
                sku=each.sku,
                name=each.name,
                price=each.price,
                free=each.free,
            )
            for group, position, _ in lines[:1]
            for each in candidates(group, position, now=now(), limit=_ALIKE).items
        )


def _missing_lines(order_id: UUID) -> list[tuple[UUID, int, str]]:
    """Return the lines of an order that a store is picking: group, position, words."""
    wishes = wishes_of_order(order_id)
    return [
        (
            group.id,
            line.position,
            f"{line.left} × {line.name} ({worded(_WISHES[wishes.get(line.position, 'ask')])})",
        )
        for group in fulfilment.groups_of_order(order_id)
        if group.kind is fulfilment.GroupKind.PICKUP and group.state in _PICKED and group.location
        for line in group.lines
        if line.left
    ]


_OFFER = question(
    "What is missing, and what is there instead?",
    "The shelf counts as empty. Where the shopper agreed to something similar, it is in the order at once, for no"
    " more money; otherwise they are asked by letter.",
    submit="Offer it",
    form=SubstituteForm,
)
_YES = question(
    "Does the shopper take it?",
    "They said so by telephone or at the counter.",
    submit="They do",
    form=BaseDialogForm,
)
_NO = question(
    "Does the shopper want the money back?",
    "What is missing is called off and paid back.",
    submit="They do",
    form=BaseDialogForm,
)


class SubstitutesOfOrders(ReadOnlyAdmin):
    """The part of an order's page that offers something else."""

    @action(
        description="Offer a substitute",
        permissions=["act"],
        icon="swap_horiz",
        url_path="offer-substitute",
        dialog=_OFFER,
    )
    def offer(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Offer something else for what is missing."""
        order, said = self.get_object(request, object_id), form.cleaned_data
        group, _, position = said["line"].partition(" ")
        command = OfferSubstitute(
            UUID(group),
            int(position),
            said["units"],
            said["sku"],
            said["quantity"],
            said["at_its_price"],
            request.user.get_username(),
        )
        done = worded(
            "{sku} is offered for {units} of line {position}.",
            sku=said["sku"],
            units=said["units"],
            position=position,
        )
        act(self, request, order, lambda: offer_substitute(command, now=now()), done)
        return back_to(request, Order, object_id)


_TONES = {
    SubstitutionState.ASKED: "waiting",
    SubstitutionState.TO_PAY: "waiting",
    SubstitutionState.REPLACED: "good",
    SubstitutionState.REFUNDED: "plain",
}


@admin.register(Substitution)
class SubstitutionAdmin(ReadOnlyAdmin):
    """What was offered, the newest first."""

    list_display: ClassVar[Any] = (
        "offered_at",
        "its_order",
        "missing",
        "instead",
        "costs",
        "standing",
        "answer",
        "answer_by",
    )
    list_filter: ClassVar[Any] = ("state",)
    list_select_related: ClassVar[Any] = ("order",)
    search_exactly = ("order__number", "id")
    search_help_text = "The number of an order, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "its_order",
        "missing",
        "wish",
        "instead",
        "was_agreed",
        "by_itself",
        "costs",
        "standing",
        "answer",
        "offered_at",
        "offered_by",
        "answer_by",
        "answered_at",
        "document",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("accept", "decline")
    permission_to_act = "ordering.change_substitution"

    @action(description="They take it", permissions=["act"], icon="check", dialog=_YES)
    def accept(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that the shopper said yes."""
        return self._answered(request, object_id, accepts=True)

    @action(description="Money back", permissions=["act"], icon="undo", dialog=_NO)
    def decline(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that the shopper said no."""
        return self._answered(request, object_id, accepts=False)

    def _answered(self, request: HttpRequest, object_id: str, *, accepts: bool) -> HttpResponse:
        row = self.get_object(request, object_id)
        done = worded("It is in the order.") if accepts else worded("Called off and paid back.")
        act(self, request, row, lambda: answer_substitute(row.pk, accepts=accepts, now=now()), done)
        return back_to(request, Substitution, object_id)

    @admin.display(description="order")
    def its_order(self, row: Substitution) -> SafeString:
        """Return the order's page."""
        return link("ordering.order", row.order_id, row.order.number)

    @admin.display(description="missing")
    def missing(self, row: Substitution) -> str:
        """Return what the store does not have."""
        return f"{row.units} × {row.name}"

    @admin.display(description="instead")
    def instead(self, row: Substitution) -> str:
        """Return what is offered."""
        return f"{row.quantity} × {row.offered} ({row.sku})"

    @admin.display(description="state")
    def standing(self, row: Substitution) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[SubstitutionState(row.state)])

    @admin.display(description="costs")
    def costs(self, row: Substitution) -> SafeString:
        """Return what the shopper pays for it."""
        return amount(row.total_minor, row.currency)

    @admin.display(description="was agreed")
    def was_agreed(self, row: Substitution) -> SafeString:
        """Return what the missing units cost."""
        return amount(row.agreed_minor, row.currency)

    @admin.display(description="by itself")
    def by_itself(self, row: Substitution) -> SafeString:
        """Return what the substitute costs by itself."""
        return amount(row.own_minor, row.currency)

    @admin.display(description="document")
    def document(self, row: Substitution) -> SafeString | str:
        """Return the document by which it came."""
        return (
            link("ordering.orderchange", row.change_id, worded("the change"))
            if row.change_id
            else "—"
        )
