"""Listing, product and search, beside a bare application that returns the same bytes."""

import http.client
import itertools
import json
import random
from collections.abc import Iterator
from urllib.parse import quote

from benchmarks._load import Result, load, request, single
from benchmarks._servers import bare, platform
from serai.config.measurement import Measurement

ROUNDS, SECONDS = 3, 2.0
HEADERS = {"Serai-Key": "pk_demo_web"}
BARS = {"listing": 0.30, "product": 0.35, "search": 0.15}
WORDS = (
    "milk", "cheese", "bread", "chicken", "apple juice", "yogurt", "frozen pizza", "coffee", "dog food",
    "shampoo", "ice cream", "tomato sauce", "cereal", "orange", "paper towels", "chips", "water",
    "salad dressing", "beef", "eggs", "butter", "cookies", "soup", "rice", "pasta", "tuna", "candy",
    "toothpaste", "detergent", "batteries", "choclate", "yoghurt", "strawbery", "private milk",
)  # fmt: skip


def measure() -> Iterator[Measurement]:
    """
    Yield each read at 16 and at 1 connections, over many different pages.

    "first seen" makes every request one that no process has answered before (an upper price limit that
    never comes twice), so that nothing can be answered from what was prepared; it has no bar.
    """
    with platform() as port:
        for name, paths in _paths(port).items():
            body = _get(port, paths[0])
            with bare({name: body}) as floor_port:
                floor = itertools.cycle([request("GET", f"/{name}", HEADERS)])
                kinds = {name: itertools.cycle([request("GET", path, HEADERS) for path in paths])}
                if name != "product":
                    kinds[f"{name}, first seen"] = _never_the_same(paths)
                for kind, requests in kinds.items():
                    for concurrency in (16, 1):
                        result, beside = _in_turns(port, requests, floor_port, floor, concurrency)
                        yield Measurement(
                            name=f"{kind}, {concurrency} connections",
                            value=result.per_second,
                            unit="answers/s",
                            reference=beside.per_second,
                            bar=BARS[name] if kind == name else None,
                            note=f"{len(paths)} pages of {len(body):,} bytes; p99 {result.percentile(0.99):.2f} ms",
                        )


def _in_turns(
    port: int, requests: Iterator[bytes], floor_port: int, floor: Iterator[bytes], concurrency: int
) -> tuple[Result, Result]:
    """Return the median rounds of both, measured in turns: the machine's moods hit both alike."""
    load(port, single(requests), concurrency=concurrency, seconds=0.5)
    ours, bare_rounds = [], []
    for _ in range(ROUNDS):
        bare_rounds.append(
            load(floor_port, single(floor), concurrency=concurrency, seconds=SECONDS)
        )
        ours.append(load(port, single(requests), concurrency=concurrency, seconds=SECONDS))
    middle = ROUNDS // 2
    return tuple(
        sorted(some, key=lambda one: one.per_second)[middle] for some in (ours, bare_rounds)
    )  # type: ignore[return-value]


def _never_the_same(paths: list[str]) -> Iterator[bytes]:
    for number, path in enumerate(itertools.cycle(paths)):
        yield request("GET", f"{path}&price_max={100_000 + number / 100:.2f}", HEADERS)


def _paths(port: int) -> dict[str, list[str]]:
    chance = random.Random(7)
    categories = [item["slug"] for item in json.loads(_get(port, "/api/shop/categories"))["items"]]
    chosen = chance.sample(categories, min(150, len(categories)))
    listing = [f"/api/shop/products?category={slug}&limit=24" for slug in chosen]
    listing += [f"/api/shop/products?category={slug}&limit=24&sort=price" for slug in chosen[:50]]
    full = [path for path in listing if len(json.loads(_get(port, path))["items"]) == 24]
    items = [item for path in full[:60] for item in json.loads(_get(port, path))["items"]]
    product = [f"/api/shop/products/{item['slug']}" for item in chance.sample(items, 500)]
    search = [f"/api/shop/search?q={quote(word)}&limit=24" for word in WORDS]
    search += [
        f"/api/shop/search?q={quote(f'{a} {b}')}&limit=24" for a in WORDS[:12] for b in WORDS[12:24]
    ]
    return {"listing": full, "product": product, "search": search}


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=HEADERS)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status} {body[:300]!r}")
    return body
