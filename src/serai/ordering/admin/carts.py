"""Carts in the back office."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from serai.ordering.admin.worked_out import how_a_cart_came_about
from serai.ordering.domain.cart import CartState
from serai.ordering.models import CartRow
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    amount,
    chip,
    link,
)


@admin.register(CartRow)
class CartAdmin(ReadOnlyAdmin):
    """Carts, the newest first."""

    list_display: ClassVar[Any] = (
        "created_at",
        "updated_at",
        "standing",
        "pieces",
        "total",
        "channel_code",
        "whose",
    )
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "standing",
        "channel_code",
        "whose",
        "its_order",
        "lines_text",
        "total",
        "explained",
        "version",
        "created_at",
        "updated_at",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="state")
    def standing(self, cart: CartRow) -> SafeString:
        """Return where the cart stands."""
        return chip(cart.state, "waiting" if cart.state == CartState.OPEN else "plain")

    @admin.display(description="pieces")
    def pieces(self, cart: CartRow) -> int:
        """Return how many pieces are in it."""
        return sum(line.get("quantity", 0) for line in cart.lines)

    @admin.display(description="total")
    def total(self, cart: CartRow) -> SafeString:
        """Return what it would cost."""
        return amount(cart.total_minor, cart.currency)

    @admin.display(description="customer")
    def whose(self, cart: CartRow) -> SafeString | str:
        """Return whose it is; a guest's belongs to whoever knows its id."""
        if cart.customer_id is None:
            return gettext("guest")
        return link("customers.customer", cart.customer_id, gettext("the customer's page"))

    @admin.display(description="order")
    def its_order(self, cart: CartRow) -> SafeString | str:
        """Return the order that it became."""
        if cart.order_id is None:
            return "—"
        return link("ordering.order", cart.order_id, gettext("the order"))

    @admin.display(description="articles")
    def lines_text(self, cart: CartRow) -> SafeString | str:
        """Return what is in it."""
        each = (
            (
                f"{line.get('quantity', 0):,}",
                line.get("name", ""),
                line.get("sku", ""),
                amount(line.get("unit_minor") or 0, cart.currency),
            )
            for line in cart.lines
        )
        return format_html_join(SafeString("<br>"), "{} × {} ({}) · {}", each) or "—"

    @admin.display(description="how the amounts came about")
    def explained(self, cart: CartRow) -> SafeString | str:
        """Return how the amounts came about, step by step."""
        steps = ((step,) for step in how_a_cart_came_about(cart))
        return format_html_join(SafeString("<br>"), "{}", steps) or "—"
