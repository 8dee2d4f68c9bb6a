"""Carts in the back office."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString

from serai.ordering.domain.cart import CartState
from serai.ordering.models import CartRow
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    amount,
    as_json,
    chip,
)


@admin.register(CartRow)
class CartAdmin(ReadOnlyAdmin):
    """Carts, the ones touched last first."""

    list_display: ClassVar[Any] = (
        "updated_at",
        "standing",
        "pieces",
        "total",
        "channel_code",
        "customer_id",
        "id",
    )
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-updated_at", "-id")
    fields: ClassVar[Any] = (
        "id",
        "standing",
        "channel_code",
        "customer_id",
        "order_id",
        "lines_text",
        "total",
        "explanation",
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

    @admin.display(description="lines")
    def lines_text(self, cart: CartRow) -> SafeString:
        """Return what is in it."""
        return as_json(cart.lines)
