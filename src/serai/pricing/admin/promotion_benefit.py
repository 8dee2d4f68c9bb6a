"""What a promotion gives, between its rule and the fields of a form."""

from collections.abc import Mapping
from typing import Any

from serai.pricing.admin.promotion_rows import ABOUT, AMOUNT, ANY, PERCENT

OTHER = "other"
GIVES = (
    ("lines_off percent", "a percentage off the articles below"),
    ("lines_off amount", "an amount off each unit of the articles below"),
    ("lines_off price", "a price for each unit of the articles below"),
    ("order_off percent", "a percentage off what the articles below cost together"),
    ("order_off amount", "an amount off what the articles below cost together"),
    ("buy_get", "who buys some of the articles below gets more of them for less or for nothing"),
    ("bundle price", "a bundle, or any so many, for a price"),
    ("bundle percent", "a bundle with a percentage off"),
    ("bundle amount", "a bundle with an amount off"),
    ("tiers spend", "more off the more is spent"),
    ("tiers quantity", "more off the more units are bought"),
    ("gift", "articles for nothing"),
    ("delivery_off", "free delivery"),
    ("delivery_off percent", "a percentage off the delivery"),
    ("delivery_off price", "a price for the delivery"),
    (OTHER, "what these fields cannot say, as JSON"),
)
WITH_VALUE = tuple(gives for gives, _ in GIVES if gives.endswith((PERCENT, AMOUNT, "price")))
_OPERATORS = {"category": "containsAny", "sku": "in", "brand": "in", "product": "in"}
_FREE = {"off": {PERCENT: "100"}}

Said = Mapping[str, Any]


def benefit_of(said: Said) -> dict[str, Any]:
    """Return the benefit that a form says, as JSON values."""
    kind, _, way = said["gives"].partition(" ")
    if kind == OTHER:
        return dict(said["benefit"])
    benefit: dict[str, Any] = {"kind": kind}
    if kind == "tiers":
        tiers = [_tier(row, way) for row in said["tiers"]]
        return {**benefit, "by": way, "tiers": tiers}
    if kind == "gift":
        return {**benefit, "parts": [_gift(row) for row in said["gifts"]]}
    if kind == "buy_get":
        off = {"off": {PERCENT: said["get_off"]}} if said.get("get_off") else {}
        tree = articles_of(said.get("get_about") or ANY, said.get("get_values") or "")
        got = {"get_lines": tree} if tree else {}
        benefit |= {"buy": said["buy"], "get": said["get"], **off, **got}
    elif way:
        benefit["off"] = {way: str(said["value"]).strip()}
    if kind == "bundle":
        benefit["parts"] = [_part(row) for row in said["parts"]]
    most = said.get("most_times")
    name = {"lines_off": "most_units", "buy_get": "most_sets", "bundle": "most_sets"}.get(kind)
    return benefit | ({name: most} if most and name else {})


def said_of_benefit(benefit: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say a benefit; what no fields can say is said as JSON."""
    for gives, _ in GIVES:
        kind, _, way = gives.partition(" ")
        if kind == benefit["kind"]:
            said = _said(gives, way, benefit)
            if _plain(benefit_of(said)) == _plain(benefit):
                return said
    return {"gives": OTHER, "benefit": dict(benefit)}


def articles_of(about: str, values: str) -> dict[str, Any] | None:
    """Return conditions on articles: one of some values; `None` where any will do."""
    if about == ANY:
        return None
    named = [each.strip() for each in values.split(",") if each.strip()]
    rule = {"field": about, "operator": _OPERATORS[about], "value": named}
    return {"combinator": "and", "not": False, "rules": [rule]}


def _about(tree: Mapping[str, Any] | None) -> tuple[str, str]:
    """Return what a field says of conditions, as well as it can."""
    rules = (tree or {}).get("rules") or []
    if len(rules) == 1 and rules[0].get("field") in dict(ABOUT):
        value = rules[0].get("value")
        named = value if isinstance(value, list) else [value]
        return rules[0]["field"], ", ".join(map(str, named))
    return ANY, ""


def _said(gives: str, way: str, benefit: Mapping[str, Any]) -> dict[str, Any]:
    off = benefit.get("off") or {}
    about, values = _about(benefit.get("get_lines"))
    parts = benefit.get("parts", ())
    return {
        "gives": gives,
        "value": off.get(way, ""),
        "buy": benefit.get("buy"),
        "get": benefit.get("get"),
        "get_off": "" if off == _FREE["off"] else off.get(PERCENT, ""),
        "get_about": about,
        "get_values": values,
        "most_times": benefit.get("most_units") or benefit.get("most_sets"),
        "tiers": [_said_tier(each) for each in benefit.get("tiers", ())],
        "parts": [_said_part(each) for each in parts if "quantity" in each],
        "gifts": [dict(each) for each in parts if "variant_id" in each],
        "benefit": None,
    }


def _tier(row: Said, by: str) -> dict[str, Any]:
    at_least = str(row["at_least"]).strip()
    whole = by == "quantity" and at_least.isdecimal()
    return {
        "at_least": int(at_least) if whole else at_least,
        "off": {row.get("way") or PERCENT: str(row["value"]).strip()},
    }


def _said_tier(tier: Mapping[str, Any]) -> dict[str, Any]:
    [(way, value)] = tier["off"].items()
    return {"at_least": tier["at_least"], "way": way, "value": value}


def _part(row: Said) -> dict[str, Any]:
    tree = articles_of(row.get("about") or ANY, row.get("values") or "")
    return {"quantity": row["quantity"], **({"lines": tree} if tree else {})}


def _said_part(part: Mapping[str, Any]) -> dict[str, Any]:
    about, values = _about(part.get("lines"))
    return {"quantity": part["quantity"], "about": about, "values": values}


def _gift(row: Said) -> dict[str, Any]:
    return {"variant_id": str(row["variant_id"]), "quantity": row.get("quantity") or 1}


def _plain(benefit: Mapping[str, Any]) -> dict[str, Any]:
    """Return a benefit without what may be left out, so that two ways to say the same are equal."""
    free = _FREE if benefit["kind"] in ("buy_get", "delivery_off") else {}
    told = {name: value for name, value in benefit.items() if value is not None}
    if "parts" in told:
        told["parts"] = [_without_all(part) for part in told["parts"]]
    return {**free, **told}


def _without_all(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part without conditions that are true of every article."""
    lines = part.get("lines")
    asks = lines is not None and (lines["rules"] or lines.get("not"))
    return {name: value for name, value in part.items() if name != "lines" or asks}
