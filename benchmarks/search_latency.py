"""How long one search takes inside the api's process, for queries that nobody has asked before."""

import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode

from benchmarks._bare_tantivy import best_names, build_index
from benchmarks._inside import inside
from serai.config.measurement import Measurement

QUERIES, PAGE = 400, 24
SLIP_IN = 4  # one query in so many has a slip
LETTERS = "abcdefghijklmnopqrstuvwxyz"
KEY = "pk_demo_web"


def measure() -> Iterator[Measurement]:
    """Yield the 99th percentile of different queries, each asked once, and how many find nothing."""
    yield from inside("benchmarks.search_latency")


def measure_inside() -> Iterator[Measurement]:
    """Search in this process as the api does: one thread follows the tables, no answer is there yet."""
    from serai.discovery.api.reads import answer_read
    from serai.discovery.public import keep_fresh
    from serai.plumbing.auth import identify
    from serai.plumbing.db import rows

    caller = identify(KEY, None)
    names = [name for (name,) in rows("SELECT name FROM catalog_product ORDER BY slug")]
    categories = [name for (name,) in rows("SELECT name FROM catalog_category ORDER BY slug")]
    queries = _queries(names, categories)
    keep_fresh()
    _wait_until_prepared()

    def total(query: str) -> int:
        asked = urlencode({"q": query, "limit": PAGE})
        found = answer_read("search", caller, query_string=asked)
        return int(json.loads(found.body)["total"])

    times, totals = _timed(total, queries)
    with tempfile.TemporaryDirectory() as folder:
        index = build_index(Path(folder), names)
        bare, _ = _timed(lambda query: len(best_names(index, query, PAGE)), queries)
    yield Measurement(
        name=f"search inside the process, p99 of {len(queries)} queries asked once",
        value=_percentile(times, 0.99),
        unit="ms",
        reference=_percentile(bare, 0.99),
        bar=15.0,
        at_most=True,
        bar_on_value=True,
        note=f"median {_percentile(times, 0.5):.1f} ms, slowest {max(times):.1f} ms; floor: Tantivy alone",
    )
    empty = [query for query, found in zip(queries, totals, strict=True) if not found]
    yield Measurement(
        name="queries that find nothing",
        value=100 * len(empty) / len(queries),
        unit="%",
        note=f"one in {SLIP_IN} has a slip; such as {', '.join(empty[:3])}" if empty else "",
    )


def _wait_until_prepared() -> None:
    from serai.discovery.queries.shelves.current import shelf_of

    while not shelf_of("web").prepared:
        sleep(0.05)


def _timed(act: Callable[[str], int], queries: list[str]) -> tuple[list[float], list[int]]:
    times, results = [], []
    for query in queries:
        started = perf_counter()
        results.append(act(query))
        times.append((perf_counter() - started) * 1000)
    return times, results


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _queries(names: list[str], categories: list[str]) -> list[str]:
    """Return different queries, the same ones each time: a brand and a thing, a thing, a kind of thing."""
    chance = random.Random(11)
    found: dict[str, None] = {}
    while len(found) < QUERIES:
        if chance.random() < 0.3:
            words = _words(chance.choice(categories))
        else:
            words = _words(chance.choice(names))
            start = chance.randrange(len(words))
            words = words[start : start + chance.randint(1, 4)]
        query = " ".join(words)
        if len(found) % SLIP_IN == 0:
            query = _slipped(query, chance)
        if len(query) >= 3:
            found[query] = None
    return list(found)


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", name.lower().partition(" no. ")[0])


def _slipped(query: str, chance: random.Random) -> str:
    """Leave a letter out, double it, swap it with the next, or hit another one."""
    at = chance.randrange(1, max(2, len(query) - 1))
    before, letter, behind = query[:at], query[at : at + 1], query[at + 1 :]
    other = chance.choice(LETTERS)
    made = (behind, letter * 2 + behind, behind[:1] + letter + behind[1:], other + behind)
    return before + chance.choice(made)
