"""Why so much is expected: codes with facts, worded where they are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemandReason:
    """A reason: its code, and what it is about, such as the plan's name."""

    code: str
    about: str = ""


FIRST_WEEKS = "first weeks: "
"""How columns begin that say on whose weeks the forecast of a young shop stands."""
_BEGINNINGS = (
    ((f"{FIRST_WEEKS}general",), "general_prior"),
    ((f"{FIRST_WEEKS}shop",), "shop_prior"),
    ((f"{FIRST_WEEKS}kind",), "kind_prior"),
    ((f"{FIRST_WEEKS}own",), "own_weeks"),
    (("sold ", "mean of ", "fading", "median", "log level"), "lately"),
    (("trend",), "trend"),
    (("most of", "least of", "spread", "ninth", "share of nothing"), "rhythm"),
    (("like plan", "rather like", "four most alike", "with plan", "without plan"), "like_weeks"),
    (("log price", "discount", "visits"), "price"),
    (("others of", "everything"), "others"),
    (("first days", "middle day", "same part"), "month"),
    (("to a holiday", "since a holiday", "holidays"), "holiday"),
    (("share with plan",), "promoted_often"),
    (("warmth", "rain"), "weather"),
    (("ahead", "periods known", "department", "category", "kind"), "kind"),
)


def reason_of(column: str) -> DemandReason:
    """
    Return the reason that a column of the forecast stands for.

    Example:
        >>> reason_of("four most alike")
        DemandReason(code='like_weeks', about='')
        >>> reason_of("leaflet, more than lately")
        DemandReason(code='planned', about='leaflet')
    """
    for beginnings, code in _BEGINNINGS:
        if column.startswith(beginnings):
            return DemandReason(code)
    return DemandReason("planned", column.split(",", maxsplit=1)[0])
