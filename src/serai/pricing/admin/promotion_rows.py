"""Rows of a promotion's form: tiers, parts of a bundle, gifts, hours, seasons, names."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.plumbing.back_office.form_rows import RowForm, RowsOf
from serai.plumbing.back_office.worded import worded

PERCENT, AMOUNT = "percent", "amount"
ANY = ""
ABOUT = (
    (ANY, "any of the articles below"),
    ("category", "in one of these categories"),
    ("sku", "with one of these SKUs"),
    ("brand", "of one of these brands"),
    ("product", "with one of these product numbers"),
)


def text(
    label: str, *, most: int = 200, help_text: str = "", kind: str = "text"
) -> forms.CharField:
    """Return a field of text that may be left empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"type": kind}),
        help_text=help_text,
    )


def whole(label: str, help_text: str = "") -> forms.IntegerField:
    """Return a field of a whole number above zero that may be left empty."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=1_000_000_000,
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "numeric"}),
        help_text=help_text,
    )


def choice(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    """Return a field with a few values."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=help_text,
    )


class TierRow(RowForm):
    """From so much on, so much off."""

    at_least = text("From", most=20)
    way = choice("What comes off", ((PERCENT, "per cent"), (AMOUNT, "an amount")))
    value = text("How much", most=20)
    says = ("at_least", "value")
    needs = ("at_least", "value")


class PartRow(RowForm):
    """So many units of some articles."""

    quantity = whole("Units")
    about = choice("Of articles", ABOUT)
    values = text("Which", most=2000)
    says = ("quantity", "values")
    needs = ("quantity",)

    def clean(self) -> dict[str, Any]:
        """Check that articles are named where some are meant."""
        said = super().clean()
        if self.is_said() and said.get("about") and not said.get("values"):
            self.add_error("values", worded("Say which."))
        return said


class GiftRow(RowForm):
    """So many units of an article."""

    sku = text("SKU", most=64)
    quantity = whole("Units")
    says = ("sku",)


class HoursRow(RowForm):
    """From a time of the day until another."""

    start = text("From", most=8, kind="time")
    end = text("Until", most=8, kind="time")
    says = ("start", "end")
    needs = ("start", "end")


class SeasonRow(RowForm):
    """From a day until another, in one year or in all."""

    first = text("First day", most=10, kind="date")
    last = text("Last day", most=10, kind="date")
    every_year = choice("When", (("", "in that year"), ("yes", "every year from then on")))
    says = ("first", "last")
    needs = ("first", "last")


class NameRow(RowForm):
    """What shoppers of a language read."""

    language = text("Language", most=16)
    name = text("Name")
    says = ("language", "name")
    needs = ("language", "name")


TABLES = (
    RowsOf(
        "tiers",
        TierRow,
        "Tiers",
        "The highest tier that is reached counts. Each begins higher.",
        after="value",
    ),
    RowsOf(
        "parts",
        PartRow,
        "Parts of the bundle",
        "Several values with commas. One part alone is “any three for 10”.",
        most=6,
        after="value",
    ),
    RowsOf(
        "gifts",
        GiftRow,
        "Gifts",
        "Once an order; one unit where none is said.",
        most=10,
        after="value",
    ),
    RowsOf(
        "hours",
        HoursRow,
        "Hours",
        "In the channel's time; 22:00 until 02:00 runs over midnight.",
        after="weekdays",
    ),
    RowsOf("seasons", SeasonRow, "Seasons", "Both days belong to it.", after="weekdays"),
    RowsOf("names", NameRow, "Names in other languages", "By language, such as he or pt."),
)
