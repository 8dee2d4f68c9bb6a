"""What staff changes of an agreed order, and the documents that say so."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.admin.order_timeline import of_order
from serai.ordering.admin.substitutions import SubstitutesOfOrders
from serai.ordering.domain.changes.change_state import ChangeState
from serai.ordering.models import Order, OrderChange, OrderChangeLine
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.changes.money_of_change import (
    MovedView,
    given_back_by_change,
    paid_for_change,
)
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.returns.return_view import returns_of_order
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.changes.match_price import MatchPrice, match_price
from serai.ordering.usecases.differences.withdraw_change import withdraw_change
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    ReasonForm,
    act,
    amount,
    back_to,
    chip,
    link,
    question,
    told_once,
)
from serai.plumbing.back_office.worded import why_not, worded


class LineForm(ReasonForm):
    """Which line of the order, and why. The hidden key makes a double click count once."""

    line = forms.TypedChoiceField(coerce=int, widget=UnfoldAdminSelectWidget)
    key = forms.CharField(initial=uuid7, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = standing_order(self.object_id)
        field = self.fields["line"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            (position, f"{line.quantity} × {line.name} ({line.sku})")
            for position, line in self.order.lines.items()
            if line.quantity
        ]


class UnitsOfLineForm(LineForm):
    """How many units of which line."""

    units = forms.IntegerField(
        min_value=1, max_value=999, initial=1, widget=UnfoldAdminIntegerFieldWidget
    )
    field_order = ("line", "units", "reason")


class PriceForm(LineForm):
    """What each unit of a line is to cost."""

    price = forms.DecimalField(
        label="new price of one",
        min_value=0,
        max_digits=15,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="In the order's currency, with its tax where prices contain it.",
    )
    field_order = ("line", "price", "reason")

    def clean(self) -> dict[str, Any]:
        """Turn the price into minor units of the order's currency."""
        data: dict[str, Any] = super().clean()
        if data.get("price") is not None:
            try:
                data["minor"] = Money.parse(data["price"], self.order.currency).minor
            except ValueError as mistake:
                self.add_error("price", why_not(mistake))
        return data


class ArticleForm(ReasonForm):
    """What comes to the order."""

    sku = forms.CharField(label="SKU", max_length=200, widget=UnfoldAdminTextInputWidget)
    quantity = forms.IntegerField(
        min_value=1, max_value=999, initial=1, widget=UnfoldAdminIntegerFieldWidget
    )
    key = forms.CharField(initial=uuid7, max_length=64, widget=forms.HiddenInput)
    field_order = ("sku", "quantity", "reason")


CANCEL_UNITS = question(
    "Call units off?",
    "They are back in stock at once, and what they gave goes back or is never taken.",
    submit="Call them off",
    form=UnitsOfLineForm,
)
ADD_ARTICLE = question(
    "Add an article?",
    "At today's price. Its units are held for two days; they count once the shopper has paid the difference, or at"
    " once where promotions that it earns leave nothing to pay.",
    submit="Add it",
    form=ArticleForm,
)
MATCH_PRICE = question(
    "Match a price?",
    "All units of the line that were not returned cost less, and the difference goes back.",
    submit="Match it",
    form=PriceForm,
)
WITHDRAW = question(
    "Call the change off?",
    "The order stays as it was, and what was held for the change is free again.",
    submit="Call it off",
    form=BaseDialogForm,
)


class ChangesOfOrders(SubstitutesOfOrders):
    """The part of an order's page that changes it."""

    @action(
        description="Call units off",
        permissions=["act"],
        icon="remove_shopping_cart",
        url_path="cancel-units",
        dialog=CANCEL_UNITS,
    )
    def cancel_units(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Call units off that have not left."""
        said = form.cleaned_data
        return self._change(
            request,
            object_id,
            lambda order, by: cancel_lines(
                CancelLines(
                    order.pk, said["key"], {said["line"]: said["units"]}, said["reason"], by
                ),
                now=now(),
            ),
            worded("{units} called off: {reason}", units=said["units"], reason=said["reason"]),
        )

    @action(
        description="Add an article",
        permissions=["act"],
        icon="add_shopping_cart",
        url_path="add-article",
        dialog=ADD_ARTICLE,
    )
    def add_article(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Let an article come to the order."""
        said = form.cleaned_data
        return self._change(
            request,
            object_id,
            lambda order, by: edit_order(
                EditOrder(
                    order.pk,
                    said["key"],
                    add={said["sku"]: said["quantity"]},
                    reason=said["reason"],
                    made_by=by,
                ),
                now=now(),
            ),
            worded(
                "{quantity} × {sku} wait for their difference: {reason}",
                quantity=said["quantity"],
                sku=said["sku"],
                reason=said["reason"],
            ),
        )

    @action(
        description="Match a price",
        permissions=["act"],
        icon="price_change",
        url_path="match-price",
        dialog=MATCH_PRICE,
    )
    def match(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let a line cost less."""
        said = form.cleaned_data
        return self._change(
            request,
            object_id,
            lambda order, by: match_price(
                MatchPrice(order.pk, said["key"], said["line"], said["minor"], said["reason"], by),
                now=now(),
            ),
            worded("Matched at {price}: {reason}", price=said["price"], reason=said["reason"]),
        )

    def _change(
        self,
        request: HttpRequest,
        object_id: str,
        change: Callable[[Order, str], Any],
        done: str,
    ) -> HttpResponse:
        order = self.get_object(request, object_id)
        by = request.user.get_username()
        act(self, request, order, lambda: change(order, by), done)
        return back_to(request, Order, object_id)

    @admin.display(description="costs now")
    def total_now(self, order: Order) -> SafeString:
        """Return what the order costs after every document in force."""
        minor = order.total_minor + order.added_minor - order.taken_off_minor
        return amount(minor, order.currency)

    @admin.display(description="changes and returns")
    @told_once
    def changes_text(self, order: Order) -> SafeString | str:
        """Return the documents of the order and its returns; three statements at most."""
        changes = of_order(order, changes_of_order) if order.change_count else []
        rows = [
            (link("ordering.orderchange", each.id, each.kind), each.state, str(each.difference))
            for each in changes
        ] + [
            (
                link(
                    "ordering.orderreturn", each.id, worded("return {number}", number=each.number)
                ),
                each.state,
                each.label,
            )
            for each in of_order(order, returns_of_order)
        ]
        return format_html_join(SafeString("<br>"), "{} · {} · {}", rows) or "—"


_TONES = {
    ChangeState.AWAITING_PAYMENT: "waiting",
    ChangeState.IN_FORCE: "good",
    ChangeState.LAPSED: "plain",
}


class RowsOfChange(ReadOnlyRows):
    """What the document says, row by row."""

    model = OrderChangeLine
    verbose_name_plural = "rows"
    fields = ("kind", "position", "sku", "name", "quantity", "total")
    readonly_fields = fields
    ordering = ("row",)

    @admin.display(description="total")
    def total(self, line: OrderChangeLine) -> SafeString:
        """Return by how much the line changes."""
        return amount(line.total_minor, line.change.currency)


def _moved(moved: Iterable[MovedView]) -> SafeString | str:
    rows = (
        (link("payments.payment", each.payment_id, str(each.amount)), each.state, each.label)
        for each in moved
    )
    return format_html_join(SafeString("<br>"), "{} · {} {}", rows) or "—"


@admin.register(OrderChange)
class OrderChangeAdmin(ReadOnlyAdmin):
    """Documents of orders, newest first."""

    list_display: ClassVar[Any] = ("made_at", "order_link", "kind", "standing", "difference", "why")
    list_filter: ClassVar[Any] = ("state",)
    list_select_related: ClassVar[Any] = ("order",)
    search_exactly = ("order__number", "id")
    search_help_text = "The number of an order, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("order_link", "number", "kind", "standing", "why", "made_by")}),
        (
            "Amounts",
            {
                "fields": (
                    "difference",
                    "paid_by",
                    "goes_back",
                    "refunds",
                    "not_taken",
                    "went_back_before",
                )
            },
        ),
        ("When", {"fields": ("made_at", "expires_at", "in_force_at", "id")}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    inlines: ClassVar[Any] = (RowsOfChange,)
    actions_detail: ClassVar[Any] = ("withdraw",)
    permission_to_act = "ordering.change_orderchange"

    @action(description="Call it off", permissions=["act"], icon="block", dialog=WITHDRAW)
    def withdraw(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Call a document off that waits to be paid."""
        change = self.get_object(request, object_id)
        act(
            self,
            request,
            change,
            lambda: withdraw_change(change.order_id, change.pk, now=now()),
            "Called off.",
        )
        return back_to(request, OrderChange, object_id)

    @admin.display(description="state")
    def standing(self, change: OrderChange) -> SafeString:
        """Return where the document stands."""
        return chip(change.state, _TONES[ChangeState(change.state)])

    @admin.display(description="order")
    def order_link(self, change: OrderChange) -> SafeString:
        """Return the order's page."""
        return link("ordering.order", change.order_id, change.order.number)

    @admin.display(description="reason")
    def why(self, change: OrderChange) -> str:
        """Return why it was written."""
        return change.reason or "—"

    @admin.display(description="difference")
    def difference(self, change: OrderChange) -> SafeString:
        """Return by how much the order's total changes."""
        return amount(change.total_minor, change.currency)

    @admin.display(description="goes back")
    def goes_back(self, change: OrderChange) -> SafeString:
        """Return what of it goes back to the shopper."""
        return amount(change.refund_minor, change.currency)

    @admin.display(description="payments")
    def paid_by(self, change: OrderChange) -> SafeString | str:
        """Return what pays the difference: gift cards and credit, and what is left to a card."""
        return _moved(paid_for_change(change.order_id, change.number))

    @admin.display(description="refunds")
    def refunds(self, change: OrderChange) -> SafeString | str:
        """Return to what it goes back."""
        return _moved(given_back_by_change(change.order_id, change.number))

    @admin.display(description="not taken")
    def not_taken(self, change: OrderChange) -> SafeString:
        """Return what of it will never be taken."""
        return amount(change.uncollected_minor, change.currency)

    @admin.display(description="went back before")
    def went_back_before(self, change: OrderChange) -> SafeString:
        """Return what of it had gone back already."""
        return amount(change.already_back_minor, change.currency)
