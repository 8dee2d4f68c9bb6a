"""From which categories an offer's articles are."""

from collections.abc import Mapping
from typing import Any

_NAMES = {"contains", "containsAny"}


def offer_categories(rule: Mapping[str, Any]) -> frozenset[str]:
    """
    Return the categories that the articles of a promotion must be from; none where others count, too.

    A rule about brands or prices beside it narrows what is meant, and changes nothing here; "or" and "not" may widen
    it, and then nothing is said.

    Example:
        >>> rules = [{"field": "category", "operator": "containsAny", "value": ["dairy", "bread"]}]
        >>> sorted(offer_categories({"lines": {"rules": rules}}))
        ['bread', 'dairy']
        >>> offer_categories({"lines": {"combinator": "or", "rules": rules}})
        frozenset()
    """
    lines = rule.get("lines") or {}
    if lines.get("combinator", "and") != "and" or lines.get("not"):
        return frozenset()
    named = [
        each["value"]
        for each in lines.get("rules", [])
        if each.get("field") == "category" and each.get("operator") in _NAMES
    ]
    if len(named) != 1:
        return frozenset()
    [value] = named
    return frozenset([value] if isinstance(value, str) else value)
