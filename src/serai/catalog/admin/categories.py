"""The tree and the brands."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action

from serai.catalog.admin.category_form import CategoryForm
from serai.catalog.models import Brand, Category, CategoryTranslation
from serai.plumbing.back_office import ReadOnlyAdmin, ReadOnlyRows
from serai.plumbing.back_office.form_page import answer_form


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
    actions_list: ClassVar[Any] = ("write_new",)
    actions_detail: ClassVar[Any] = ("write",)
    permission_to_act = "catalog.change_category"

    @action(description="New category", permissions=["act"], icon="add", url_path="new")
    def write_new(self, request: HttpRequest) -> HttpResponse:
        """Write a category that is not there yet."""
        return self._write(request, None)

    @action(description="Change", permissions=["act"], icon="edit", url_path="write")
    def write(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Rename or move the category."""
        return self._write(request, self.get_object(request, object_id))

    def _write(self, request: HttpRequest, category: Category | None) -> HttpResponse:
        form = CategoryForm(request.POST or None, category)
        return answer_form(
            self,
            request,
            form,
            form.write,
            title=category.name if category else "New category",
            intro="Menus, lists and addresses follow within seconds.",
            submit="Write it",
        )


@admin.register(Brand)
class BrandAdmin(ReadOnlyAdmin):
    """Whose name is on the package."""

    list_display: ClassVar[Any] = ("slug", "name", "private_label")
    search_prefix = ("slug",)
    search_help_text = "How a brand begins"
    ordering: ClassVar[Any] = ("slug",)
