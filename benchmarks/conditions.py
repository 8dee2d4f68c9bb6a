"""A thousand conditions of three rules each, asked of one context, beside hand-written lambdas."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from serai.config.measurement import Measurement
from serai.kernel.conditions import (
    Choice,
    Field,
    Fields,
    FieldType,
    Moment,
    predicate,
    read_tree,
    tree_hash,
)
from serai.kernel.money import Money

TREES, TIMES = 1000, 200
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
AT = Moment(NOW)
COUNTRIES = ("US", "GB", "DE", "IL", "BR")
FIELDS = Fields(
    "benchmark",
    [
        Field(
            "country", FieldType.CHOICE, "Country", choices=tuple(Choice(c, c) for c in COUNTRIES)
        ),
        Field("total", FieldType.MONEY, "Total", currency="EUR"),
        Field("pieces", FieldType.NUMBER, "Pieces"),
        Field("since", FieldType.INSTANT, "Customer since"),
        Field("tags", FieldType.LIST, "Tags"),
    ],
)
CONTEXT: Mapping[str, Any] = {
    "country": "DE",
    "total": Money(6250, "EUR"),
    "pieces": 7,
    "since": NOW - timedelta(days=100),
    "tags": frozenset({"club", "early"}),
}
Ask = Callable[[Mapping[str, Any]], bool]


def measure() -> Iterator[Measurement]:
    """Yield the milliseconds of asking them all, and of reading and compiling them all."""
    sent = [_sent(number) for number in range(TREES)]
    started = perf_counter()
    trees = [read_tree(each, FIELDS) for each in sent]
    asked = [predicate(tree, FIELDS, AT) for tree in trees]
    ready = perf_counter() - started
    floor = [_by_hand(number) for number in range(TREES)]
    assert [ask(CONTEXT) for ask in asked] == [ask(CONTEXT) for ask in floor]
    found = sum(ask(CONTEXT) for ask in asked)
    yield Measurement(
        name=f"{TREES:,} conditions of three rules asked of one context",
        value=_milliseconds(asked),
        unit="ms",
        reference=_milliseconds(floor),
        bar=5.0,
        at_most=True,
        bar_on_value=True,
        note=f"{found} match; floor: lambdas written by hand; median of {TIMES}",
    )
    started = perf_counter()
    for tree in trees:
        tree_hash(tree)
    hashed = perf_counter() - started
    yield Measurement(
        name=f"{TREES:,} conditions read, checked and compiled",
        value=ready * 1000,
        unit="ms",
        note=f"their hashes take another {hashed * 1000:.0f} ms",
    )


def _sent(number: int) -> dict[str, Any]:
    """Return one of five shapes; in some the first rule decides, in others the last."""
    country = {"field": "country", "operator": "in", "value": [COUNTRIES[number % 5], "DE"]}
    total = {"field": "total", "operator": ">=", "value": str(number % 100)}
    third = (
        {"field": "pieces", "operator": "between", "value": [number % 7, 9]},
        {"field": "since", "operator": "withinLast", "value": 60 + number % 80},
        {"field": "tags", "operator": "containsAny", "value": ["club", f"tag {number}"]},
    )[number % 3]
    return {"combinator": "or" if number % 4 == 3 else "and", "rules": [country, total, third]}


def _by_hand(number: int) -> Ask:
    """Return what a programmer would have written for the same."""
    countries = {COUNTRIES[number % 5], "DE"}
    least, low = number % 100 * 100, number % 7
    since = NOW - timedelta(days=60 + number % 80)
    wanted = {"club", f"tag {number}"}
    third: Ask = (
        lambda c: low <= c["pieces"] <= 9,
        lambda c: since <= c["since"] <= NOW,
        lambda c: not wanted.isdisjoint(c["tags"]),
    )[number % 3]
    if number % 4 == 3:
        return lambda c: c["country"] in countries or c["total"].minor >= least or third(c)
    return lambda c: c["country"] in countries and c["total"].minor >= least and third(c)


def _milliseconds(asked: list[Ask]) -> float:
    times = []
    for _ in range(TIMES):
        started = perf_counter()
        for ask in asked:
            ask(CONTEXT)
        times.append(perf_counter() - started)
    return median(times) * 1000
