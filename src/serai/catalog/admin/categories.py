"""The tree and the brands."""

from typing import Any, ClassVar

from django.contrib import admin

from serai.catalog.models import Brand, Category, CategoryTranslation
from serai.plumbing.back_office import ReadOnlyAdmin, ReadOnlyRows


class TranslationsOfCategory(ReadOnlyRows):
    """Its texts in other languages."""

    model = CategoryTranslation
    verbose_name_plural = "other languages"
    fields = ("locale", "name", "description")
    ordering = ("locale",)


@admin.register(Category)
class CategoryAdmin(ReadOnlyAdmin):
    """The tree, in its own order."""

    list_display: ClassVar[Any] = ("path", "name", "depth", "position")
    search_exactly = ("slug",)
    search_prefix = ("path",)
    search_help_text = "How a path begins: grocery/frozen"
    ordering: ClassVar[Any] = ("path",)
    fields: ClassVar[Any] = ("id", "path", "name", "description", "position", "source", "version")
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (TranslationsOfCategory,)
    list_per_page = 100


@admin.register(Brand)
class BrandAdmin(ReadOnlyAdmin):
    """Whose name is on the package."""

    list_display: ClassVar[Any] = ("slug", "name", "private_label")
    search_prefix = ("slug",)
    search_help_text = "How a brand begins"
    ordering: ClassVar[Any] = ("slug",)
