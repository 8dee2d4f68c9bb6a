"""What staff call the bounds of a proposed price."""

from serai.plumbing.back_office.worded import worded


def bound_name(code: str) -> str:
    """Return who sets a bound, in the language of whoever reads the page; `code` as proposals keep it."""
    names = {
        "floor": worded("the least margin"),
        "step": worded("the greatest step"),
        "ceiling": worded("the most above its usual price"),
        "competitors": worded("the competitors' prices"),
    }
    return names[code]
