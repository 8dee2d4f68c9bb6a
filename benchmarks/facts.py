"""Clicks taken over HTTP while the shop serves, and a question about a whole year, beside their floors."""

import http.client
import itertools
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

import msgspec

from benchmarks._inside import inside
from benchmarks._load import Flow, WrongAnswer, load, request
from benchmarks._servers import VAR, platform
from serai.config.measurement import Measurement

BATCHES, EVENTS, SECONDS = 3_000, 50, 8.0
CONNECTIONS, ROUNDS = 8, 7
HEADERS = {
    "Serai-Key": "pk_demo_web",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}
QUESTION = """
SELECT sku, count(*) AS lines, sum(quantity) AS units, sum(total_minor) AS total
FROM read_parquet({files}) GROUP BY sku"""


def measure() -> Iterator[Measurement]:
    """Yield events a second into the api and on into Parquet, then the year's question."""
    bodies = [_batch(number) for number in range(BATCHES)]
    floor = _bare(bodies)
    with platform() as port:
        page = request("GET", _a_product(port), HEADERS)
        flow = _flow(itertools.cycle([_post(body) for body in bodies]), page)
        load(port, flow, concurrency=CONNECTIONS, seconds=1)
        _wait_until_written()
        started = perf_counter()
        result = load(port, flow, concurrency=CONNECTIONS, seconds=SECONDS)
        taken = result.answers / 2 * EVENTS
        _wait_until_written()
        until_written = perf_counter() - started
        yield Measurement(
            name="clicks taken while the shop serves",
            value=taken / result.seconds,
            unit="events/s",
            reference=floor,
            bar=20_000,
            bar_on_value=True,
            note=f"batches of {EVENTS}, a product page after each ({result.answers / 2 / result.seconds:,.0f}/s);"
            f" p99 {result.percentile(0.99):.1f} ms; floor: msgspec and append, no HTTP",
        )
        yield Measurement(
            name="clicks taken and in Parquet",
            value=taken / until_written,
            unit="events/s",
            reference=floor,
            note=f"the writer caught up {until_written - result.seconds:.1f} s after the last batch",
        )
    yield from inside("benchmarks.facts")


def measure_inside() -> Iterator[Measurement]:
    """Ask the year through Ibis, and the same of the same files by DuckDB alone."""
    import duckdb

    from serai.kernel.clock import now
    from serai.ordering.public import record_sales
    from serai.plumbing import facts
    from serai.plumbing.facts.manifest import TableFolder
    from serai.plumbing.facts.place import facts_folder

    record_sales(now=now())
    folder = TableFolder(facts_folder(), "sale_line")
    files = [str(folder.path / file.name) for file in folder.manifest().files]
    bare = duckdb.connect()

    def through_ibis() -> int:
        sales = facts.table("sale_line")
        asked = sales.group_by("sku").agg(
            lines=sales.count(), units=sales.quantity.sum(), total=sales.total_minor.sum()
        )
        return int(asked.to_pyarrow().num_rows)

    def by_duckdb() -> int:
        return int(bare.sql(QUESTION.format(files=files)).to_arrow_table().num_rows)

    assert through_ibis() == by_duckdb()
    ours, theirs = _in_turns(through_ibis, by_duckdb)
    yield Measurement(
        name="the year by article",
        value=ours,
        unit="s",
        reference=theirs,
        bar=0.3,
        at_most=True,
        bar_on_value=True,
        note=f"{folder.manifest().rows:,} lines in {len(files)} files; opening the table included",
    )


def _in_turns(ours: Callable[[], int], theirs: Callable[[], int]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for kept, ask in zip(times, (ours, theirs), strict=True):
            started = perf_counter()
            ask()
            kept.append(perf_counter() - started)
    return median(times[0]), median(times[1])


def _flow(posts: Iterator[bytes], page: bytes) -> Callable[[], Flow]:
    def flow() -> Flow:
        status, body = yield next(posts)
        if status != 202 or b'"kept":"events"' not in body:
            raise WrongAnswer(f"{status}: {body[:300]!r}")
        status, body = yield page
        if status != 200:
            raise WrongAnswer(f"{status}: {body[:300]!r}")

    return flow


def _post(body: bytes) -> bytes:
    return request("POST", "/api/shop/events", HEADERS, body)


def _batch(number: int) -> bytes:
    return json.dumps(
        {
            "client_id": f"client-{number:08}",
            "session_id": f"session-{number:08}",
            "consent": {"analytics": True},
            "events": [_event(index) for index in range(EVENTS)],
        }
    ).encode()


def _event(index: int) -> dict[str, Any]:
    item = {"item_id": f"{index}", "item_name": "Milk", "price_minor": 199, "quantity": 1}
    params = {"currency": "USD", "value_minor": 199, "items": [item], "page_location": "/p/milk"}
    return {"name": ("view_item", "add_to_cart")[index % 2], "id": str(uuid4()), "params": params}


def _bare(bodies: list[bytes]) -> float:
    """Return events a second of one process that decodes with msgspec, encodes, and appends to a file."""
    decode, encode = msgspec.json.Decoder().decode, msgspec.json.Encoder().encode
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "lines").open("ab", 0) as file:
        started = perf_counter()
        for body in bodies[:500]:
            events = decode(body)["events"]
            file.write(b"".join([encode(event) + b"\n" for event in events]))
        return 500 * EVENTS / (perf_counter() - started)


def _wait_until_written() -> None:
    """Wait until the writer has read every spool to its end."""
    spools = VAR / "facts" / "spool"
    deadline = perf_counter() + 120
    while perf_counter() < deadline:
        offsets = spools / "offsets.json"
        done = json.loads(offsets.read_bytes()) if offsets.exists() else {}
        try:
            waiting = [p for p in spools.glob("*.lines") if p.stat().st_size > done.get(p.name, 0)]
        except FileNotFoundError:
            continue
        if not waiting:
            return
        time.sleep(0.1)
    raise RuntimeError("The writer did not catch up within two minutes.")


def _a_product(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/api/shop/products?limit=1", headers=HEADERS)
    [item] = json.loads(connection.getresponse().read())["items"]
    connection.close()
    return f"/api/shop/products/{item['slug']}"
