"""What is sold ahead, who waits for it, and what comes, in the back office."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.inventory.admin.ahead_forms import ArrivedForm, DaysForm, DeliveriesForm, TermsForm
from serai.inventory.domain.ahead.terms import AheadKind
from serai.inventory.domain.ahead.waiting_state import LIVE, WaitingState
from serai.inventory.models import AheadTermsRow, ExpectedDelivery, Waiting
from serai.inventory.usecases.ahead.expect_deliveries import Delivery, expect_deliveries
from serai.inventory.usecases.ahead.import_deliveries import import_deliveries
from serai.inventory.usecases.ahead.receive_deliveries import Arrived, receive_deliveries
from serai.inventory.usecases.ahead.set_ahead_terms import set_ahead_terms
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, chip, link, question, to_list
from serai.plumbing.back_office.worded import why_not, worded

_TONES = {
    WaitingState.HELD: "plain",
    WaitingState.WAITING: "waiting",
    WaitingState.OVER: "good",
}
_SAYS = {
    AheadKind.REFUSE: (gettext_noop("sold out"), "plain"),
    AheadKind.BACK_ORDER: (gettext_noop("back-order"), "waiting"),
    AheadKind.PRE_ORDER: (gettext_noop("pre-order"), "good"),
}


class OfVariant(ReadOnlyAdmin):
    """A page of rows that are about one article each."""

    @admin.display(description="SKU")
    def sku(self, row: Any) -> str:
        """Return the variant's SKU."""
        return str(row.variant.sku)

    @admin.display(description="product")
    def article(self, row: Any) -> str:
        """Return the product's name."""
        return str(row.variant.product.name)


class Standing(admin.SimpleListFilter):
    """What still counts, or all there ever was."""

    title = "standing"
    parameter_name = "standing"
    column: ClassVar[str] = "state"
    first: ClassVar[str] = "Waiting"
    counts: ClassVar[dict[str, Any]] = {"state__in": [state.value for state in LIVE]}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choice beside what still counts."""
        return [("all", worded("Everything"))]

    def choices(self, changelist: Any) -> Any:
        """Name the choice without a parameter for what it is."""
        first, *others = super().choices(changelist)
        yield {**first, "display": worded(self.first)}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the rows of the choice."""
        return queryset if self.value() == "all" else queryset.filter(**self.counts)


class ToCome(Standing):
    """What is still to come, or every delivery."""

    column = "is_over"
    first = "To come"
    counts: ClassVar[dict[str, Any]] = {"is_over": False}


@admin.register(Waiting)
class WaitingAdmin(OfVariant):
    """Who waits for what, since when, and what they were told; who came first comes first."""

    list_display: ClassVar[Any] = (
        "since",
        "sku",
        "article",
        "left",
        "what",
        "standing",
        "expected",
        "order",
        "channel_code",
        "location",
    )
    list_filter: ClassVar[Any] = (Standing,)
    list_select_related: ClassVar[Any] = ("variant__product", "location")
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("since", "id")
    fields: ClassVar[Any] = (
        "since",
        "sku",
        "article",
        "units",
        "allotted",
        "stopped",
        "what",
        "standing",
        "order",
        "channel_code",
        "location",
        "first_on",
        "last_on",
        "release_on",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="still wait")
    def left(self, row: Waiting) -> int:
        """Return the units that have no goods yet."""
        return row.units - row.allotted - row.stopped

    @admin.display(description="sold as")
    def what(self, row: Waiting) -> SafeString:
        """Return whether it was back-ordered or pre-ordered."""
        return chip(*_SAYS[AheadKind(row.kind)])

    @admin.display(description="state")
    def standing(self, row: Waiting) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[WaitingState(row.state)])

    @admin.display(description="told to be here")
    def expected(self, row: Waiting) -> str:
        """Return between which days it was told to be here."""
        if row.first_on is None or row.last_on is None:
            return worded("nobody knows")
        first, last = (formats.date_format(day, "j M") for day in (row.first_on, row.last_on))
        return last if first == last else f"{first} – {last}"

    @admin.display(description="order")
    def order(self, row: Waiting) -> SafeString:
        """Return the order that waits."""
        return link("ordering.order", row.waits_for, str(row.waits_for)[-12:])


@admin.register(ExpectedDelivery)
class ExpectedDeliveryAdmin(OfVariant):
    """What suppliers are to bring; what comes first comes first."""

    list_display: ClassVar[Any] = (
        "last_on",
        "first_on",
        "reference",
        "supplier",
        "sku",
        "article",
        "location",
        "quantity",
        "received",
        "over",
    )
    list_select_related: ClassVar[Any] = ("variant__product", "location")
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("last_on", "id")
    list_filter: ClassVar[Any] = (ToCome,)
    fields: ClassVar[Any] = (*list_display, "created_at", "updated_at")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("bring_in",)
    actions_detail: ClassVar[Any] = ("receive", "move")
    permission_to_act = "inventory.change_balance"

    @action(
        description="Bring deliveries in",
        permissions=["act"],
        icon="upload",
        url_path="import",
        dialog=question(
            "Bring deliveries in",
            "All of them are written, or none. Said again, a delivery stands as said last.",
            submit="Bring in",
            form=DeliveriesForm,
        ),
    )
    def bring_in(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Write the deliveries of a file."""
        try:
            count = import_deliveries(form.cleaned_data["text"], now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(request, worded("{count:,} deliveries are expected.", count=count))
        return to_list(request, ExpectedDelivery)

    @action(
        description="Receive",
        permissions=["act"],
        icon="inventory",
        url_path="receive",
        dialog=question(
            "Receive goods?",
            "They are in stock at once, and those who wait have them first.",
            submit="Receive",
            form=ArrivedForm,
        ),
    )
    def receive(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Put what came into stock."""
        row, said = self.get_object(request, object_id), form.cleaned_data
        arrived = Arrived(row.pk, said["units"], said["is_last"])
        done = worded("{units:,} units are in stock.", units=arrived.units)
        act(self, request, row, lambda: receive_deliveries([arrived], now=now()), done)
        return back_to(request, ExpectedDelivery, object_id)

    @action(
        description="Comes on other days",
        permissions=["act"],
        icon="event",
        url_path="days",
        dialog=question(
            "Comes on other days?",
            "Who waits is told by letter when it comes later than they were told.",
            submit="Change the days",
            form=DaysForm,
        ),
    )
    def move(self, request: HttpRequest, form: DaysForm, object_id: str) -> HttpResponse:
        """Change when a delivery comes."""
        row = self.get_object(request, object_id)
        delivery = Delivery(
            row.reference,
            row.variant.sku,
            row.location.code,
            row.quantity,
            *form.days(),
            row.supplier,
        )
        act(self, request, row, lambda: expect_deliveries([delivery], now=now()), "Changed.")
        return back_to(request, ExpectedDelivery, object_id)

    @admin.display(description="standing")
    def over(self, row: ExpectedDelivery) -> SafeString:
        """Return whether anything of it is still to come."""
        return chip("over", "plain") if row.is_over else chip("to come", "waiting")


@admin.register(AheadTermsRow)
class AheadTermsAdmin(OfVariant):
    """Which articles are sold before they are there."""

    list_display: ClassVar[Any] = (
        "sku",
        "article",
        "channel_id",
        "what",
        "most_units",
        "only_expected",
        "until",
        "release_on",
        "pay",
        "changed_at",
    )
    list_select_related: ClassVar[Any] = ("variant__product",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("set_terms",)
    permission_to_act = "inventory.change_balance"

    @action(
        description="Sell an article ahead",
        permissions=["act"],
        icon="add",
        url_path="set",
        dialog=question(
            "Sell an article ahead",
            "What is said replaces what was said before. Who waits already keeps the place.",
            submit="Set the terms",
            form=TermsForm,
        ),
    )
    def set_terms(self, request: HttpRequest, form: TermsForm) -> HttpResponse:
        """Set the terms of one article."""
        try:
            set_ahead_terms(form.terms(), now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(request, worded("The terms are set."))
        return to_list(request, AheadTermsRow)

    @admin.display(description="when sold out")
    def what(self, row: AheadTermsRow) -> SafeString:
        """Return what happens when none is left."""
        return chip(*_SAYS[AheadKind(row.kind)])
