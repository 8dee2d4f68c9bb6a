"""A discount as papers tell it: by the names of the promotions that it comes from."""

from collections.abc import Iterable


def discounts_by_name(
    named: Iterable[tuple[str, int]], discount_minor: int, otherwise: str
) -> list[tuple[str, int]]:
    """
    Return what is taken off, by promotion, and what no promotion accounts for; together the whole discount.

    Promotions of one name are one row.

        >>> discounts_by_name([("Spring", 200), ("Ten off", 30), ("Spring", 5)], 240, "Discount")
        [('Spring', 205), ('Ten off', 30), ('Discount', 5)]
        >>> discounts_by_name([], 0, "Discount")
        []
    """
    found: dict[str, int] = {}
    for name, minor in named:
        if minor:
            found[name] = found.get(name, 0) + minor
    rest = discount_minor - sum(found.values())
    return [*found.items(), *([(otherwise, rest)] if rest else [])]
