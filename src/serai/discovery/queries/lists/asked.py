"""What a list's address asks for, checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from serai.discovery.domain.filters import BRAND, PRICE, SIZE, Filters
from serai.discovery.domain.sorting import Sort
from serai.discovery.domain.tables import Tables
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.pages import BadCursor, decode_cursor

USUAL_LIMIT, LARGEST_LIMIT = 24, 100
_MOST_VALUES = 50
LONGEST = 500
"""Of any value in an address, in characters."""
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,4})?")
_YES, _NO = {"1", "true", "yes"}, {"", "0", "false", "no"}
_CURSOR_KEYS: dict[Sort, type] = {
    Sort.RELEVANCE: int,
    Sort.POPULAR: float,
    Sort.PRICE: int,
    Sort.PRICE_DOWN: int,
    Sort.NAME: str,
    Sort.NEWEST: int,
}


class BadParameter(DomainError):
    """A parameter in the address of a list cannot be read."""

    code = "discovery.bad_parameter"
    kind = Kind.MALFORMED

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}: {reason}")


class CategoryNotFound(DomainError):
    """The channel has no category with this slug."""

    code = "discovery.category_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"There is no category {slug!r}.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for; `after` is the key and the id with which the page before ended."""

    filters: Filters
    sort: Sort
    after: tuple[Any, bytes] | None
    limit: int


def asked(parameters: Iterable[tuple[str, str]], tables: Tables, *, usual: Sort) -> Asked:
    """
    Read the parameters of a list.

    Attributes of the channel are filters under their codes; parameters that nobody knows are ignored.

    Args:
        parameters: names and values, as they stand in the address.
        tables: the channel's.
        usual: the order when none is asked for; only searches can be sorted by relevance.

    Raises:
        BadParameter: a value cannot be read.
        BadCursor: the cursor is not of this list.
        CategoryNotFound: there is no such category.
    """
    found: dict[str, list[str]] = {}
    for name, value in parameters:
        if len(value) > LONGEST:
            raise BadParameter(name[:50], f"at most {LONGEST} characters.")
        found.setdefault(name, []).append(value)
    last = {name: values[-1] for name, values in found.items()}
    sort = _sort(last.get("sort", ""), usual)
    return Asked(
        filters=_filters(found, last, tables),
        sort=sort,
        after=_after(last.get("cursor", ""), sort),
        limit=limit_of(last.get("limit", str(USUAL_LIMIT))),
    )


def _filters(found: dict[str, list[str]], last: dict[str, str], tables: Tables) -> Filters:
    category = last.get("category", "")
    if category and tables.tree.code(category) < 0:
        raise CategoryNotFound(category)
    chosen = {
        name: tuple(dict.fromkeys(value for value in values if value))
        for name, values in found.items()
        if name in (BRAND, SIZE, PRICE) or name in tables.attributes
    }
    for name, values in chosen.items():
        if len(values) > _MOST_VALUES:
            raise BadParameter(name, f"at most {_MOST_VALUES} values.")
    return Filters(
        category=category,
        chosen={name: values for name, values in chosen.items() if values},
        price_min=_amount("price_min", last, tables.currency),
        price_max=_amount("price_max", last, tables.currency),
        in_stock=_flag("in_stock", last),
    )


def _sort(text: str, usual: Sort) -> Sort:
    if not text:
        return usual
    allowed = [sort for sort in Sort if sort is not Sort.RELEVANCE or usual is Sort.RELEVANCE]
    if text not in allowed:
        raise BadParameter("sort", f"one of {', '.join(allowed)}.")
    return Sort(text)


def limit_of(text: str) -> int:
    """
    Return how many items are asked for.

    Raises:
        BadParameter: not a whole number from 1 to 100.
    """
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= LARGEST_LIMIT:
        raise BadParameter("limit", f"a whole number from 1 to {LARGEST_LIMIT}.")
    return int(text)


def _amount(name: str, last: dict[str, str], currency: str) -> int | None:
    text = last.get(name, "")
    if not text:
        return None
    if not _AMOUNT.fullmatch(text):
        raise BadParameter(name, "an amount such as 2.50.")
    try:
        return Money.parse(text, currency).minor
    except ValueError:
        raise BadParameter(name, f"finer than the smallest unit of {currency}.") from None


def _flag(name: str, last: dict[str, str]) -> bool:
    text = last.get(name, "").lower()
    if text not in _YES | _NO:
        raise BadParameter(name, "1 or 0.")
    return text in _YES


def _after(cursor: str, sort: Sort) -> tuple[Any, bytes] | None:
    if not cursor:
        return None
    name, key, product_id = decode_cursor(cursor, str, _CURSOR_KEYS[sort], str)
    try:
        raw = bytes.fromhex(product_id)
        at = bytes.fromhex(key) if sort is Sort.NAME else key
    except ValueError:
        raise BadCursor from None
    if name != sort or len(raw) != 16 or abs(at if isinstance(at, int | float) else 0) >= 2**63:
        raise BadCursor
    return at, raw.rstrip(b"\0")
