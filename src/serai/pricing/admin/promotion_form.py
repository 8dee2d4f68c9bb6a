"""A promotion as a form: what most promotions give has fields of its own, the rest is JSON."""

from collections.abc import Mapping
from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.kernel.conditions import Fields, read_tree_text
from serai.kernel.conditions import as_json as tree_as_json
from serai.plumbing import json
from serai.plumbing.back_office import RuleBookForm
from serai.plumbing.back_office.rule_editor import EMPTY, RuleEditor

OTHER = "other"
GIVES = (
    ("lines_off percent", "a percentage off the articles below"),
    ("lines_off amount", "an amount off each unit of the articles below"),
    ("lines_off price", "a price for each unit of the articles below"),
    ("order_off percent", "a percentage off what the articles below cost together"),
    ("order_off amount", "an amount off what the articles below cost together"),
    ("buy_get", "who buys some of the articles below gets more of them for nothing"),
    ("delivery_off", "free delivery"),
    (OTHER, "something else: tiers, a bundle, a gift; written as JSON"),
)
_WHOLE = ("most_uses", "most_per_customer", "minimum_quantity", "buy", "get")


def _text(label: str, *, most: int = 200, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=help_text,
    )


def _whole(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=1_000_000_000,
        widget=UnfoldAdminTextInputWidget,
        help_text=help_text,
    )


def _switch(label: str, help_text: str = "") -> forms.BooleanField:
    return forms.BooleanField(
        label=label, required=False, widget=UnfoldBooleanSwitchWidget, help_text=help_text
    )


class _OptionalJSON(forms.JSONField):
    """JSON that may be left out; nothing is shown as nothing."""

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else super().prepare_value(value)


def _as_json(label: str, help_text: str) -> forms.JSONField:
    return _OptionalJSON(
        label=label, required=False, widget=UnfoldAdminTextareaWidget, help_text=help_text
    )


class PromotionForm(RuleBookForm):
    """A promotion as it is written."""

    code = _text("Code", most=64, help_text="What staff call it, such as summer-3-for-2.")
    gives = forms.ChoiceField(choices=GIVES, widget=UnfoldAdminSelectWidget, label="It gives")
    value = _text("How much", most=20, help_text="10 for ten per cent, or an amount such as 2.50.")
    buy = _whole("Buy", "So many units …")
    get = _whole("Get", "… and get up to so many more for nothing.")
    benefit = _as_json(
        "Something else", "Only for something else, as the guide on promotions says."
    )
    currency = _text("Currency", most=3, help_text="Of all amounts here, such as USD.")
    minimum_spend = _text("From an amount on", most=20, help_text="Of the articles below.")
    minimum_quantity = _whole("From so many units on")
    most = _text("At most off one order", most=20)
    needs_coupon = _switch("Needs a code", "Only a code opens it; codes are made on its page.")
    channels = _text("Channels", most=2000, help_text="Their codes, with blanks; empty: all.")
    stores = _text("Stores", most=2000, help_text="Their codes, with blanks; empty: everywhere.")
    starts_at = _text("From", most=40, help_text="2026-12-01T00:00:00+01:00; empty: at once.")
    ends_at = _text("Until", most=40, help_text="Just before this; empty: until it is ended.")
    schedule = _as_json(
        "Days and hours",
        '{"weekdays": [5, 6], "hours": [{"start": "16:00", "end": "19:00"}], "seasons": []}',
    )
    most_uses = _whole("Orders in all")
    most_per_customer = _whole("Orders of one customer")
    budget = _text("Budget", most=20, help_text="What it gives in all.")
    priority = forms.IntegerField(
        required=False, min_value=-1000, max_value=1000, widget=UnfoldAdminTextInputWidget,
        help_text="Of two the higher has its turn first.",
    )  # fmt: skip
    group = _text("Group", most=64, help_text="Of one group only the best applies.")
    exclusive = _switch("Stands alone", "It goes together with no other.")
    names = _as_json("Names", 'What shoppers read, by language: {"he": "…", "pt": "…"}')
    lines = forms.CharField(initial=EMPTY, strip=False, widget=RuleEditor)
    field_order = ("code", "name", "gives")

    def clean(self) -> dict[str, Any]:
        """Check that what it gives is told."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        gives = said.get("gives", "")
        if gives == OTHER and not isinstance(said.get("benefit"), dict):
            self.add_error("benefit", "Write what it gives.")
        if gives.endswith(("percent", "amount", "price")) and not said.get("value"):
            self.add_error("value", "Say how much.")
        if gives == "buy_get" and not (said.get("buy") and said.get("get")):
            self.add_error("buy", "Say how many are bought and got.")
        return said


def rule_of(said: Mapping[str, Any], conditions: Any, fields: Fields) -> dict[str, Any]:
    """
    Return the rule that a form says.

    Raises:
        BadConditions: the articles cannot be understood.
    """
    schedule = said["schedule"] if isinstance(said["schedule"], dict) else {}
    return {
        "code": said["code"],
        "name": said["name"],
        "benefit": _benefit(said),
        "conditions": conditions,
        "lines": tree_as_json(read_tree_text(said["lines"], fields)),
        "minimum": {
            "spend": said["minimum_spend"] or None,
            "quantity": said["minimum_quantity"] or 0,
        },
        "schedule": schedule
        | {"starts_at": said["starts_at"] or None, "ends_at": said["ends_at"] or None},
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
    """Return what a form says of a rule."""
    schedule, stacking = dict(rule["schedule"]), rule["stacking"]
    starts_at, ends_at = schedule.pop("starts_at"), schedule.pop("ends_at")
    return {
        **_said_benefit(rule["benefit"]),
        "currency": rule["currency"],
        "minimum_spend": rule["minimum"]["spend"] or "",
        "minimum_quantity": rule["minimum"]["quantity"] or None,
        "most": rule["most"] or "",
        "needs_coupon": rule["needs_coupon"],
        "channels": " ".join(rule["channels"]),
        "stores": " ".join(rule["stores"]),
        "starts_at": starts_at or "",
        "ends_at": ends_at or "",
        "schedule": schedule if any(schedule.values()) else None,
        "priority": stacking["priority"],
        "group": stacking["group"],
        "exclusive": stacking["exclusive"],
        "lines": json.as_json(rule["lines"]).decode(),
        "conditions": json.as_json(rule["conditions"]).decode(),
    }


def _benefit(said: Mapping[str, Any]) -> dict[str, Any]:
    kind, _, way = said["gives"].partition(" ")
    if kind == OTHER:
        return dict(said["benefit"])
    if kind == "buy_get":
        return {"kind": kind, "buy": said["buy"], "get": said["get"]}
    return {"kind": kind, **({"off": {way: said["value"].strip()}} if way else {})}


def _said_benefit(benefit: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say a benefit; what no fields can say is said as JSON."""
    kind = benefit["kind"]
    for gives, _ in GIVES:
        way = gives.partition(" ")[2]
        said = {
            "gives": gives,
            "value": (benefit.get("off") or {}).get(way, ""),
            "buy": benefit.get("buy"),
            "get": benefit.get("get"),
            "benefit": None,
        }
        plain = _benefit({**said, "value": str(said["value"])}) if gives != OTHER else None
        if plain is not None and gives.partition(" ")[0] == kind and _same(plain, benefit):
            return said
    return {"gives": OTHER, "benefit": dict(benefit)}


def _same(plain: Mapping[str, Any], benefit: Mapping[str, Any]) -> bool:
    """Return whether what the fields say is all that the benefit says."""
    free = {"off": {"percent": "100"}}
    return {**free, **plain} == {
        name: value for name, value in benefit.items() if value is not None
    }
