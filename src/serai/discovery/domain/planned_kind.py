"""What the kind of a planned promotion says to shoppers."""

TOLD, FRONT, SHOWN, CUT = "told", "front", "shown", "cut"


def says(kind: str) -> str:
    """
    Return what a plan of a kind does: the article is told of, told of in a prominent place, shown, or cheaper.

    Args:
        kind: as merchants write it, such as "leaflet", "leaflet front", "display", "shelf end", "price cut".

    Example:
        >>> [says(kind) for kind in ("leaflet", "leaflet A", "Display", "shelf end", "price cut")]
        ['told', 'front', 'shown', 'shown', 'cut']
    """
    first, *more = kind.lower().split()
    if first in {"display", "displays", "shelf"}:
        return SHOWN
    if first in {"price", "discount"}:
        return CUT
    return FRONT if more else TOLD
