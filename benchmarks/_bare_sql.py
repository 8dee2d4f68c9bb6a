"""Floors of writes: the same rows with psycopg alone, from as many processes and threads as the api has."""

import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from threading import Thread
from time import perf_counter
from uuid import uuid4

import psycopg

TABLES = """
DROP SCHEMA IF EXISTS bench_floor CASCADE;
CREATE SCHEMA bench_floor;
CREATE TABLE bench_floor.stock (id int PRIMARY KEY, on_hand int NOT NULL CHECK (on_hand >= 0));
INSERT INTO bench_floor.stock SELECT i, 1000000 FROM generate_series(1, 10000) AS i;
CREATE TABLE bench_floor.cart (id uuid PRIMARY KEY, email text, state text, created_at timestamptz DEFAULT now());
CREATE TABLE bench_floor.cart_line (
  id uuid PRIMARY KEY, cart_id uuid REFERENCES bench_floor.cart, sku text, quantity int, price bigint);
CREATE TABLE bench_floor.purchase (
  id uuid PRIMARY KEY, email text, address jsonb, total bigint, state text, placed_at timestamptz DEFAULT now());
CREATE TABLE bench_floor.purchase_line (
  id uuid PRIMARY KEY, purchase_id uuid REFERENCES bench_floor.purchase, sku text, name text,
  quantity int, price bigint);
CREATE TABLE bench_floor.payment (
  id uuid PRIMARY KEY, purchase_id uuid REFERENCES bench_floor.purchase, amount bigint, state text);
"""
ADDRESS = '{"line1": "1 Main Street", "city": "Cincinnati", "postcode": "45202", "country": "US"}'
Transaction = Callable[["psycopg.Connection[tuple[object, ...]]"], None]


def order_transaction(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """Conditional stock, order, line, payment: one transaction, nothing else."""
    order = uuid4()
    with connection.transaction():
        taken = connection.execute(
            "UPDATE bench_floor.stock SET on_hand = on_hand - 1 WHERE id = %s AND on_hand >= 1",
            [random.randint(1, 10_000)],
        )
        assert taken.rowcount == 1
        connection.execute(
            "INSERT INTO bench_floor.purchase VALUES (%s, 'buyer@demo.example', %s, 250, 'paid')",
            [order, ADDRESS],
        )
        connection.execute(
            "INSERT INTO bench_floor.purchase_line VALUES (%s, %s, 'SKU', 'A product', 1, 250)",
            [uuid4(), order],
        )
        connection.execute(
            "INSERT INTO bench_floor.payment VALUES (%s, %s, 250, 'captured')", [uuid4(), order]
        )


def cart_transaction(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """A cart and its line: one transaction."""
    cart = uuid4()
    with connection.transaction():
        connection.execute(
            "INSERT INTO bench_floor.cart VALUES (%s, 'buyer@demo.example', 'open')", [cart]
        )
        connection.execute(
            "INSERT INTO bench_floor.cart_line VALUES (%s, %s, 'SKU', 1, 250)", [uuid4(), cart]
        )


def per_second(url: str, transaction: Transaction, *, concurrency: int, seconds: float) -> float:
    """Return how many such transactions a second the database does for so many connections."""
    make_tables(url)
    processes = 2 if concurrency > 1 else 1
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = [
            pool.submit(_run, url, transaction.__name__, concurrency // processes, seconds)
            for _ in range(processes)
        ]
        done = sum(future.result() for future in waiting)
    drop_tables(url)
    return done / seconds


def make_tables(url: str, *, more: str = "") -> None:
    """Make the tables of the floors anew, and `more`."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES + more)


def drop_tables(url: str) -> None:
    """Leave nothing of the floors behind."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA bench_floor CASCADE")


def _run(url: str, name: str, threads: int, seconds: float) -> int:
    transaction: Transaction = globals()[name]
    counts = [0] * threads

    def work(index: int) -> None:
        with psycopg.connect(url, autocommit=True, prepare_threshold=2) as connection:
            until = perf_counter() + seconds
            while perf_counter() < until:
                transaction(connection)
                counts[index] += 1

    workers = [Thread(target=work, args=(index,)) for index in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(counts)
