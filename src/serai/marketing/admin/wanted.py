"""For what people wait, in the back office."""

from typing import Any, ClassVar

from django.contrib import admin

from serai.marketing.models import WantedArticle
from serai.plumbing.back_office import ReadOnlyAdmin


@admin.register(WantedArticle)
class WantedArticleAdmin(ReadOnlyAdmin):
    """The articles for which most wait, those first."""

    list_display: ClassVar[Any] = (
        "article",
        "channel_code",
        "waiting",
        "for_price",
        "for_stock",
        "since",
    )
    list_select_related: ClassVar[Any] = ("variant__product",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-waiting", "id")
    fields: ClassVar[Any] = (
        "article", "channel_code", "waiting", "for_price", "for_stock", "since",
    )  # fmt: skip
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="article")
    def article(self, wanted: WantedArticle) -> str:
        """Return the SKU with the product's name."""
        return f"{wanted.variant.sku} · {wanted.variant.product.name}"
