"""Codes of promotions, and the orders that used them, in the back office."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action

from serai.kernel.clock import now
from serai.kernel.money import Money
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, link
from serai.pricing.models import Coupon, CouponBatch, Redemption
from serai.pricing.queries.promotions.pages import codes_of_batch
from serai.pricing.usecases.promotions.stop_coupon import stop_coupon


@admin.register(CouponBatch)
class CouponBatchAdmin(ReadOnlyAdmin):
    """Codes that were made together, newest first."""

    list_display: ClassVar[Any] = ("made_at", "the_promotion", "prefix", "count", "made_by", "file")
    list_select_related: ClassVar[Any] = ("promotion",)
    search_exactly = ("id",)
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the codes first."""
        view = self.admin_site.admin_view(self.codes)
        urls: list[URLPattern] = super().get_urls()
        return [path("<uuid:batch_id>/codes.csv", view, name="pricing_couponbatch_codes"), *urls]

    def codes(self, request: HttpRequest, batch_id: UUID) -> HttpResponse:
        """Return the codes as a file."""
        batch = self.get_object(request, str(batch_id))
        if batch is None or not self.has_view_permission(request, batch):
            return HttpResponse(status=404)
        text = "\n".join(["code", *codes_of_batch(batch.promotion_id, batch_id), ""])
        name = f'attachment; filename="codes-{batch_id}.csv"'
        headers = {"Content-Disposition": name}
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)

    @admin.display(description="promotion")
    def the_promotion(self, batch: CouponBatch) -> SafeString:
        """Link to the promotion."""
        return link("pricing.promotionrow", batch.promotion_id, batch.promotion.name)

    @admin.display(description="codes")
    def file(self, batch: CouponBatch) -> SafeString:
        """Link to the file of codes."""
        address = reverse("admin:pricing_couponbatch_codes", args=[batch.pk])
        return format_html('<a href="{}">CSV</a>', address)


@admin.register(Coupon)
class CouponAdmin(ReadOnlyAdmin):
    """Codes, newest first."""

    list_display: ClassVar[Any] = (
        "code",
        "the_promotion",
        "uses",
        "most_uses",
        "most_per_customer",
        "valid_until",
        "stopped_at",
    )
    list_select_related: ClassVar[Any] = ("promotion",)
    search_exactly = ("code",)
    search_help_text = "A whole code, in capital letters"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "customer_id", "made_at")
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("stop",)
    permission_to_act = "pricing.change_coupon"

    @action(description="Stop", permissions=["act"], icon="block", url_path="stop")
    def stop(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let it open nothing any more."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: stop_coupon(row.code, now=now()), "Stopped.")
        return back_to(request, Coupon, object_id)

    @admin.display(description="promotion")
    def the_promotion(self, coupon: Coupon) -> SafeString:
        """Link to the promotion."""
        return link("pricing.promotionrow", coupon.promotion_id, coupon.promotion.name)


@admin.register(Redemption)
class RedemptionAdmin(ReadOnlyAdmin):
    """Which orders used which promotion, newest first."""

    list_display: ClassVar[Any] = (
        "redeemed_at",
        "the_promotion",
        "the_order",
        "given",
        "coupon",
        "released_at",
    )
    list_select_related: ClassVar[Any] = ("promotion", "coupon")
    search_exactly = ("order_id",)
    search_help_text = "The id of an order"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return all but the digests, which are nobody's business."""
        found: QuerySet[Any] = super().get_queryset(request)
        return found.defer("holders")

    @admin.display(description="promotion")
    def the_promotion(self, row: Redemption) -> SafeString:
        """Link to the promotion."""
        return link("pricing.promotionrow", row.promotion_id, row.promotion.name)

    @admin.display(description="order")
    def the_order(self, row: Redemption) -> SafeString:
        """Link to the order."""
        return link("ordering.order", row.order_id, str(row.order_id))

    @admin.display(description="gave")
    def given(self, row: Redemption) -> str:
        """Return what the order was given."""
        return str(Money(row.amount_minor, row.currency))
