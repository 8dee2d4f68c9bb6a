"""What the back office asks about a category."""

from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.domain.slugs import slug_of
from serai.catalog.models import Category
from serai.catalog.usecases.bad_field import BadField
from serai.catalog.usecases.upsert_categories import upsert_categories
from serai.plumbing.back_office.worded import worded


class CategoryForm(forms.Form):
    """A place in the tree."""

    name = forms.CharField(label="name", max_length=200, widget=UnfoldAdminTextInputWidget)
    slug = forms.SlugField(
        label="address",
        max_length=120,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="How addresses name it; left empty, it follows from the name. It never changes.",
    )
    parent = forms.ChoiceField(
        label="below",
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="Everything below it moves with it.",
    )
    position = forms.IntegerField(
        label="place among its neighbours",
        min_value=0,
        max_value=1_000_000,
        initial=0,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    description = forms.CharField(
        label="description",
        required=False,
        max_length=50_000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: Any, of: Category | None) -> None:
        """Ask about a new category, or about one that is there."""
        super().__init__(typed, initial=_said_of(of) if of else None)
        self.of = of
        if of:
            del self.fields["slug"]
        others = Category.objects.order_by("path")
        if of:
            others = others.exclude(pk=of.pk).exclude(path__startswith=f"{of.path}/")
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", worded("the top")),
            *((slug, " / ".join(names)) for slug, names in others.values_list("slug", "names")),
        ]

    def write(self) -> str:
        """
        Write the category; return what was done, in words.

        Raises:
            BadField: a value is not what its field takes, or somebody changed it meanwhile.
        """
        said = self.cleaned_data
        row = {name: said[name] for name in ("name", "position", "description")}
        row |= {"slug": self._slug(), "parent": said["parent"] or None}
        if self.of:
            row["version"] = said["version"]
        report = upsert_categories([row])
        if not report.clean:
            raise BadField(report.errors[0].field, report.errors[0].reason)
        return worded("{name} is in the tree.", name=said["name"])

    def _slug(self) -> str:
        if self.of:
            return self.of.slug
        slug = self.cleaned_data["slug"] or slug_of(self.cleaned_data["name"])
        if not slug or Category.objects.filter(slug=slug).exists():
            raise BadField("slug", "It is taken, or there is none: write another address.")
        return slug


def _said_of(category: Category) -> dict[str, Any]:
    return {
        "name": category.name,
        "parent": category.parent.slug if category.parent else "",
        "position": category.position,
        "description": category.description,
        "version": category.version,
    }
