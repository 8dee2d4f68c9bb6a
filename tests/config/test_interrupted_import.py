"""Ctrl-C during `serai import`: it says what stays, and the same command brings in the rest."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic, sleep

import psycopg
import pytest
from running_shop import ROOT, RunningShop, a_folder

pytestmark = pytest.mark.slow
ARTICLES = 1_000
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
HEEDS_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored where tests run in the background
from serai.config.cli.main import main
main()
"""


@pytest.fixture
def shop() -> Iterator[RunningShop]:
    with a_folder() as folder:
        shop = RunningShop(folder)
        try:
            yield shop
        finally:
            shop.server.stop()


def begun(shop: RunningShop, *words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", HEEDS_CTRL_C, "import", *words],
        env=shop.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def read_until(process: "subprocess.Popen[bytes]", text: str) -> str:
    """Return what it has printed when `text` is among it."""
    assert process.stdout is not None
    told, until = "", monotonic() + 240
    while text not in told:
        assert monotonic() < until, told
        if select.select([process.stdout], [], [], 1)[0]:
            piece = os.read(process.stdout.fileno(), 65_536).decode()
            assert piece, told
            told += piece
    return told


def wait_until_it_waits(connection: "psycopg.Connection[tuple[int]]") -> None:
    """Wait until somebody stands before a lock that this connection has."""
    until = monotonic() + 240
    while connection.execute(WAITING).fetchone() == (0,):
        assert monotonic() < until
        sleep(0.05)


def ended(process: "subprocess.Popen[bytes]", code: int) -> str:
    told = process.communicate(timeout=240)[0].decode()
    assert process.returncode == code, told
    return told


def count(shop: RunningShop, table: str) -> int:
    with psycopg.connect(shop.server.url) as connection:
        found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[arg-type]
    assert found is not None
    return int(found[0])


def test_a_file_comes_in_whole_or_not_at_all(shop):
    shop.server.start()
    shop.command("-m", "django", "migrate", "--verbosity", "0")
    file = shop.var / "articles.csv"
    rows = (f"a-{number},A-{number},Article {number}\n" for number in range(ARTICLES))
    file.write_text("slug,sku,name\n" + "".join(rows))

    with psycopg.connect(shop.server.url) as half_way:
        half_way.execute("LOCK TABLE catalog_variant IN SHARE MODE")
        process = begun(shop, "products", str(file))
        wait_until_it_waits(half_way)
        os.killpg(process.pid, signal.SIGINT)
    told = ended(process, 130)

    assert told.endswith(
        "Interrupted. A file comes in whole or not at all: the same command makes sure.\n"
    )
    assert count(shop, "catalog_product") == 0
    ended(begun(shop, "products", str(file)), 0)
    assert count(shop, "catalog_product") == ARTICLES


def test_of_the_demo_what_is_loaded_stays(shop):
    process = begun(shop, "complete-journey", "--households", "5")
    read_until(process, "Products: ")

    os.killpg(process.pid, signal.SIGINT)
    told = ended(process, 130)

    assert told.endswith("Interrupted. What is loaded stays: the same command loads the rest.\n")
    assert count(shop, "inventory_location") == 458
