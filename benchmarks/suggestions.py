"""How long suggestions take inside the api's process: home, a visitor's first looks, a cart of twenty."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter, sleep, thread_time
from urllib.parse import urlencode
from uuid import UUID

from benchmarks._inside import inside
from serai.config.measurement import Measurement

ASKED, SHOWN, LOOKS, CART = 500, 12, 3, 20
MOST_MS = 10.0
KEY, CHANNEL = "pk_demo_web", "web"


def measure() -> Iterator[Measurement]:
    """Yield the 99th percentiles, each beside the bare lists made into cards."""
    yield from inside("benchmarks.suggestions")


def measure_inside() -> Iterator[Measurement]:
    """Suggest in this process as the api does; every answer is asked for once, so none is prepared."""
    from serai.discovery.api.reads import answer_read
    from serai.discovery.public import keep_fresh
    from serai.discovery.queries.lists.answer import cards
    from serai.discovery.queries.shelves.current import shelf_of, snapshot_now
    from serai.plumbing.auth import identify

    caller = identify(KEY, None)
    keep_fresh()
    while not shelf_of(CHANNEL).prepared:
        sleep(0.05)
    snapshot = snapshot_now(CHANNEL)
    training, chance = snapshot.training, random.Random(11)
    bought = [UUID(bytes=bytes(raw).ljust(16, b"\0")) for raw in training.product]
    people = [UUID(bytes=bytes(raw).ljust(16, b"\0")) for raw in training.customer]
    popular = sorted(range(len(bought)), key=lambda place: -training.popularity[place])[:5000]
    known = [bought[place] for place in popular]

    def asked(slot: str, name: str, products: Sequence[UUID]) -> str:
        return urlencode({"slot": slot, name: [str(each) for each in products]}, doseq=True)

    def bare(row: int) -> bytes:
        """Return the best of one list as cards: what a shelf costs when nothing is thought over."""
        listed = training.usual[row]
        return cards(snapshot, snapshot.sellable(training.product[listed[listed >= 0]])[:SHOWN])

    customers = [chance.choice(people) for _ in range(ASKED)]
    looked = [asked("home", "seen", chance.sample(known, LOOKS)) for _ in range(ASKED)]
    carts = [asked("cart", "beside", chance.sample(known, CART)) for _ in range(ASKED)]
    alone, _ = _milliseconds(bare, range(min(ASKED, len(people))))
    foresees = "with" if training.foreseen.shape[1] else "without"
    parts: dict[str, tuple[Callable[..., object], Sequence[object]]] = {
        "home of a customer": (
            lambda who: answer_read("suggestions", replace(caller, customer_id=who)),
            customers,
        ),
        f"home of a stranger who looked at {LOOKS} products": (
            lambda query: answer_read("suggestions", caller, query_string=str(query)),
            looked,
        ),
        f"beside a cart of {CART} products": (
            lambda query: answer_read("suggestions", caller, query_string=str(query)),
            carts,
        ),
    }
    for name, (act, subjects) in parts.items():
        times, waited = _milliseconds(act, subjects)
        yield Measurement(
            name=f"suggestions, {name}, p99 of its CPU",
            value=_percentile(times, 0.99),
            unit="ms",
            reference=_percentile(alone, 0.99),
            bar=MOST_MS,
            at_most=True,
            bar_on_value=True,
            note=f"median {_percentile(times, 0.5):.1f} ms, {foresees} a model; on the clock"
            f" {_percentile(waited, 0.5):.1f} and {_percentile(waited, 0.99):.1f} ms; floor: one list as cards",
        )


def _milliseconds(
    act: Callable[..., object], subjects: Sequence[object]
) -> tuple[list[float], list[float]]:
    """Return what each call takes of this thread's CPU, and on the clock: strangers share the machine."""
    times, waited = [], []
    for subject in subjects:
        began, started = perf_counter(), thread_time()
        act(subject)
        times.append((thread_time() - started) * 1000)
        waited.append((perf_counter() - began) * 1000)
    return times, waited


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
