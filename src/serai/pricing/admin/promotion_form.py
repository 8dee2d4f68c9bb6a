"""A promotion as a form: fields and rows of fields; only what they cannot say is JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.catalog.public import variants_of_skus
from serai.kernel.conditions import Fields, read_tree_text
from serai.kernel.conditions import as_json as tree_as_json
from serai.plumbing import json
from serai.plumbing.back_office import RuleBookForm
from serai.plumbing.back_office.rule_editor import EMPTY, RuleEditor
from serai.plumbing.back_office.worded import worded
from serai.pricing.admin.promotion_benefit import (
    GIVES,
    OTHER,
    WITH_VALUE,
    benefit_of,
    said_of_benefit,
)
from serai.pricing.admin.promotion_rows import ABOUT, TABLES, choice, text, whole

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEEDED_ROWS = {
    "tiers spend": "tiers",
    "tiers quantity": "tiers",
    "bundle price": "parts",
    "bundle percent": "parts",
    "bundle amount": "parts",
    "gift": "gifts",
}


def _switch(label: str, help_text: str = "") -> forms.BooleanField:
    return forms.BooleanField(
        label=label, required=False, widget=UnfoldBooleanSwitchWidget, help_text=help_text
    )


class _OptionalJSON(forms.JSONField):
    """JSON that may be left out; nothing is shown as nothing."""

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else super().prepare_value(value)


class PromotionForm(RuleBookForm):
    """A promotion as it is written."""

    code = text("Code", most=64, help_text="What staff call it, such as summer-3-for-2.")
    gives = forms.ChoiceField(choices=GIVES, widget=UnfoldAdminSelectWidget, label="It gives")
    value = text("How much", most=20, help_text="10 for ten per cent, or an amount such as 2.50.")
    buy = whole("Buy", "So many units …")
    get = whole("Get", "… and get up to so many more.")
    get_off = text("Per cent off what is got", most=20, help_text="Empty: it costs nothing.")
    get_about = choice("What is got", ABOUT)
    get_values = text("Which", most=2000, help_text="Several with commas.")
    most_times = whole(
        "At most so often in one order", "So many units, sets or bundles; empty: all there are."
    )
    benefit = _OptionalJSON(
        label="As JSON",
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="As the guide on promotions says.",
    )
    currency = text("Currency", most=3, help_text="Of all amounts here, such as USD.")
    minimum_spend = text("From an amount on", most=20, help_text="Of the articles below.")
    minimum_quantity = whole("From so many units on")
    before_discounts = _switch("Counted before other promotions")
    most = text("At most off one order", most=20)
    needs_coupon = _switch("Needs a code", "Only a code opens it; codes are made on its page.")
    channels = text("Channels", most=2000, help_text="Their codes, with blanks; empty: all.")
    stores = text("Stores", most=2000, help_text="Their codes, with blanks; empty: everywhere.")
    starts_at = text("From", most=40, help_text="2026-12-01T00:00:00+01:00; empty: at once.")
    ends_at = text("Until", most=40, help_text="Just before this; empty: until it is ended.")
    weekdays = forms.MultipleChoiceField(
        choices=[(str(number), day) for number, day in enumerate(_DAYS, 1)],
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="None: every day.",
    )
    most_uses = whole("Orders in all")
    most_per_customer = whole("Orders of one customer")
    budget = text("Budget", most=20, help_text="What it gives in all.")
    priority = forms.IntegerField(
        required=False, min_value=-1000, max_value=1000, widget=UnfoldAdminTextInputWidget,
        help_text="Of two the higher has its turn first.",
    )  # fmt: skip
    group = text("Group", most=64, help_text="Of one group only the best applies.")
    exclusive = _switch("Stands alone", "It goes together with no other.")
    lines = forms.CharField(initial=EMPTY, strip=False, widget=RuleEditor)
    field_order = ("code", "name", "gives")
    tables = TABLES
    shown_by = "gives"
    shown_with: ClassVar[Mapping[str, str]] = {
        "value": ",".join(WITH_VALUE),
        **dict.fromkeys(("buy", "get", "get_off", "get_about", "get_values"), "buy_get"),
        "most_times": ",".join(
            gives for gives, _ in GIVES if gives.startswith(("lines_off", "buy_get", "bundle"))
        ),
        "benefit": OTHER,
        "tiers": "tiers spend,tiers quantity",
        "parts": "bundle price,bundle percent,bundle amount",
        "gifts": "gift",
    }

    def clean(self) -> dict[str, Any]:
        """Check that what it gives is told."""
        said = super().clean()
        gives = said.get("gives", "")
        if gives == OTHER and not isinstance(said.get("benefit"), dict):
            self.add_error("benefit", worded("Write what it gives."))
        if gives in WITH_VALUE and not said.get("value"):
            self.add_error("value", worded("Say how much."))
        if gives == "buy_get" and not (said.get("buy") and said.get("get")):
            self.add_error("buy", worded("Say how many are bought and got."))
        if gives == "buy_get" and said.get("get_about") and not said.get("get_values"):
            self.add_error("get_values", worded("Say which."))
        if gives in _NEEDED_ROWS and not said[_NEEDED_ROWS[gives]]:
            self.add_error("gives", worded("Say it in a row at least."))
        self._find_gifts(said)
        return said

    def _find_gifts(self, said: dict[str, Any]) -> None:
        """Look up the articles that are given; one statement where any is."""
        if not said["gifts"]:
            return
        found = variants_of_skus([row["sku"] for row in said["gifts"]])
        for row in said["gifts"]:
            if row["sku"] in found:
                row["variant_id"] = found[row["sku"]].id
            else:
                self.add_error(None, worded("Gifts: there is no article {sku!r}.", sku=row["sku"]))
        said["gifts"] = [row for row in said["gifts"] if "variant_id" in row]


def rule_of(said: Mapping[str, Any], conditions: Any, fields: Fields) -> dict[str, Any]:
    """
    Return the rule that a form says.

    Raises:
        BadConditions: the articles cannot be understood.
    """
    return {
        "code": said["code"],
        "name": said["name"],
        "benefit": benefit_of(said),
        "conditions": conditions,
        "lines": tree_as_json(read_tree_text(said["lines"], fields)),
        "minimum": {
            "spend": said["minimum_spend"] or None,
            "quantity": said["minimum_quantity"] or 0,
            "before_discounts": said["before_discounts"],
        },
        "schedule": _schedule(said),
        "channels": said["channels"].split(),
        "stores": said["stores"].split(),
        "currency": said["currency"].strip().upper(),
        "needs_coupon": said["needs_coupon"],
        "most": said["most"] or None,
        "stacking": {
            "priority": said["priority"] or 0,
            "group": said["group"],
            "exclusive": said["exclusive"],
        },
    }


def said_of(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form says of a rule; gifts are told by their variants' ids."""
    schedule, stacking = rule["schedule"], rule["stacking"]
    return {
        **said_of_benefit(rule["benefit"]),
        "currency": rule["currency"],
        "minimum_spend": rule["minimum"]["spend"] or "",
        "minimum_quantity": rule["minimum"]["quantity"] or None,
        "before_discounts": rule["minimum"]["before_discounts"],
        "most": rule["most"] or "",
        "needs_coupon": rule["needs_coupon"],
        "channels": " ".join(rule["channels"]),
        "stores": " ".join(rule["stores"]),
        "starts_at": schedule["starts_at"] or "",
        "ends_at": schedule["ends_at"] or "",
        "weekdays": [str(day) for day in schedule["weekdays"]],
        "hours": [dict(each) for each in schedule["hours"]],
        "seasons": [
            {**each, "every_year": "yes" if each["every_year"] else ""}
            for each in schedule["seasons"]
        ],
        "priority": stacking["priority"],
        "group": stacking["group"],
        "exclusive": stacking["exclusive"],
        "lines": json.as_json(rule["lines"]).decode(),
        "conditions": json.as_json(rule["conditions"]).decode(),
    }


def _schedule(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "starts_at": said["starts_at"] or None,
        "ends_at": said["ends_at"] or None,
        "weekdays": [int(day) for day in said["weekdays"]],
        "hours": [{"start": row["start"], "end": row["end"]} for row in said["hours"]],
        "seasons": [
            {"first": row["first"], "last": row["last"], "every_year": row["every_year"] == "yes"}
            for row in said["seasons"]
        ],
    }
