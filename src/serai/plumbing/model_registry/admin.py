"""Back office: what is trained, how good it is, and the way back."""

from typing import Any, ClassVar

import msgspec
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from serai.plumbing.back_office import ReadOnlyAdmin, act_on_each, as_lines, chip
from serai.plumbing.back_office.worded import told, worded
from serai.plumbing.model_registry.bring_back import EARLIER, bring_back
from serai.plumbing.model_registry.card import Card, Figure
from serai.plumbing.model_registry.publish import LATER
from serai.plumbing.models import ModelVersion

_TONES = {"in_use": "good", "refused": "bad"}


@admin.register(ModelVersion)
class ModelVersionAdmin(ReadOnlyAdmin):
    """Every version with its card, newest first."""

    list_display: ClassVar[Any] = (
        "name",
        "trained_at",
        "standing",
        "measured",
        "beside",
        "why",
    )
    list_filter: ClassVar[Any] = ("state",)
    search_exactly = ("name",)
    search_help_text = "A model's name, such as inventory.forecast"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "name",
        "trained_at",
        "standing",
        "why",
        "protocol",
        "figures",
        "rows",
        "data_until",
        "chosen",
    )
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("bring_back_selected",)
    permission_to_act = "plumbing.change_modelversion"

    @admin.display(description="state")
    def standing(self, version: ModelVersion) -> SafeString:
        """Return whether it is used."""
        return chip(version.state, _TONES.get(version.state, "plain"))

    @admin.display(description="because")
    def why(self, version: ModelVersion) -> str:
        """Return why it is not used."""
        return worded(version.because) if version.because in {EARLIER, LATER} else version.because

    @admin.display(description="figure")
    def measured(self, version: ModelVersion) -> str:
        """Return the figure that decides."""
        figure = _card(version).figure
        return f"{told(figure.named())} {figure.value:.4g}"

    @admin.display(description="baseline")
    def beside(self, version: ModelVersion) -> str:
        """Return what the figure is compared with."""
        return _baseline(_card(version).figure)

    @admin.display(description="protocol")
    def protocol(self, version: ModelVersion) -> str:
        """Return how it was measured."""
        return told(_card(version).measured())

    @admin.display(description="figures")
    def figures(self, version: ModelVersion) -> SafeString:
        """Return every figure beside its baseline."""
        card = _card(version)
        return format_html_join(
            "",
            "<div>{} <strong>{}</strong> {}</div>",
            (
                (told(each.named()), f"{each.value:.4g}", _baseline(each))
                for each in (card.figure, *card.others)
            ),
        )

    @admin.display(description="examples")
    def rows(self, version: ModelVersion) -> str:
        """Return how many examples it was fitted on."""
        return f"{_card(version).rows:,}"

    @admin.display(description="data until")
    def data_until(self, version: ModelVersion) -> Any:
        """Return the latest instant of the data."""
        return _card(version).data_until

    @admin.display(description="settings")
    def chosen(self, version: ModelVersion) -> SafeString:
        """Return what was chosen."""
        return as_lines(dict(_card(version).settings))

    @admin.action(description="Bring the version before back", permissions=["act"])
    def bring_back_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Use the version before the one in use, of each model that is selected."""
        names = queryset.order_by("name").distinct("name")
        act_on_each(self, request, names, lambda row: bring_back(row.name), "brought back")


def _card(version: ModelVersion) -> Card:
    return msgspec.convert(version.card, Card)


def _baseline(figure: Figure) -> str:
    if figure.baseline is None:
        return ""
    return f"{figure.baseline:.4g} {told(figure.beside())}".rstrip()
