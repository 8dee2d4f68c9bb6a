"""Products that have something in common."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.catalog.models import Collection
from serai.catalog.queries.collections.fields import collection_fields
from serai.catalog.queries.collections.products_in import count_products
from serai.catalog.usecases.delete_collection import delete_collection
from serai.catalog.usecases.write_collection import WriteCollection, write_collection
from serai.kernel.clock import now
from serai.kernel.conditions import Fields, Group, Moment
from serai.plumbing.back_office import Matches, RuleBookAdmin, RuleBookForm


class CollectionForm(RuleBookForm):
    """A collection as it is written."""

    slug = forms.CharField(
        max_length=120,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="How addresses name it; left empty, it follows from the name.",
    )
    field_order = ("name", "slug", "version", "conditions")


@admin.register(Collection)
class CollectionAdmin(RuleBookAdmin):
    """Products that have something in common, by rule."""

    rule_form = CollectionForm
    form_fields = ("slug",)
    list_display: ClassVar[Any] = ("slug", "name", "says", "updated_at")
    search_exactly = ("id",)
    search_prefix = ("slug",)
    search_help_text = "How the slug begins, or an id"
    ordering: ClassVar[Any] = ("slug",)
    fields: ClassVar[Any] = ("id", "slug", "name", "says", "rules", "digest", "version")
    readonly_fields: ClassVar[Any] = fields
    permission_to_act = "catalog.change_collection"

    def rule_fields(self) -> Fields:
        """Return what collections may ask of products."""
        return collection_fields()

    def count_matches(
        self, tree: Group, fields: Fields, at: Moment, given: Mapping[str, Any]
    ) -> Matches:
        """Return how many products match."""
        return Matches(count_products(tree, fields, at=at))

    def keep(self, row_id: UUID | None, given: dict[str, Any], conditions: Any) -> UUID:
        """Write the collection."""
        command = WriteCollection(collection_id=row_id, conditions=conditions, **given)
        return write_collection(command, now=now()).id

    def forget(self, row_id: UUID) -> None:
        """Delete the collection."""
        delete_collection(row_id)
