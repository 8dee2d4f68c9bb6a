"""How often a subscription orders, in words."""

from serai_storefront.i18n.catalogues import mark

_ONE = {"d": mark("Every day"), "w": mark("Every week"), "m": mark("Every month")}
_MANY = {
    "d": mark("Every %(count)s days"),
    "w": mark("Every %(count)s weeks"),
    "m": mark("Every %(count)s months"),
}


def interval_words(interval: str) -> tuple[str, str]:
    """Return the sentence for an interval such as `2w`, to be translated, and its number."""
    count, unit = interval[:-1], interval[-1:]
    words = _ONE if count == "1" else _MANY
    return words.get(unit, _MANY["d"]), count
