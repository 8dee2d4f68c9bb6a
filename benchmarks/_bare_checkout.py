"""
The floor of a whole checkout: five calls under the same server that write as many rows as ours, and do nothing else.

No schemas, keys, limits, prices, promotions, laws, promises, checks or indexes beyond primary keys; a body is
parsed, statements are sent with psycopg alone, from as many threads, prepared. As ours: one statement for each of
four calls (the third reads first), then two transactions around where the processor would be asked.
"""

import json
import os
from random import randint
from threading import local
from typing import Any
from uuid import UUID, uuid4

import psycopg

TABLES = """
CREATE TABLE bench_floor.guest_cart (
  id uuid PRIMARY KEY, state text, lines jsonb, contact jsonb, delivery jsonb, payment jsonb, total bigint,
  version int);
CREATE TABLE bench_floor.answer (key uuid PRIMARY KEY, body jsonb);
CREATE TABLE bench_floor.event (id uuid PRIMARY KEY, type text, payload jsonb, at timestamptz DEFAULT now());
CREATE TABLE bench_floor.job (id bigserial PRIMARY KEY, task text, args jsonb);
CREATE TABLE bench_floor.reservation (id uuid PRIMARY KEY, stock int, quantity int, state text);
CREATE TABLE bench_floor.movement (id bigserial PRIMARY KEY, stock int, quantity int, reason text);
CREATE TABLE bench_floor.entry (id uuid PRIMARY KEY, kind text, reference text);
CREATE TABLE bench_floor.posting (id bigserial PRIMARY KEY, entry uuid, account int, amount bigint);
"""
_CART = """WITH cart AS (INSERT INTO bench_floor.guest_cart VALUES (%s, 'open', %s, NULL, NULL, NULL, 250, 1)),
answer AS (INSERT INTO bench_floor.answer VALUES (%s, '{"version": 1}')) SELECT 1"""
_CONTACT = """UPDATE bench_floor.guest_cart SET contact = %s, version = version + 1 WHERE id = %s
RETURNING lines::text, total"""
_READ = "SELECT lines::text, contact::text, total FROM bench_floor.guest_cart WHERE id = %s"
_DELIVERY = "UPDATE bench_floor.guest_cart SET delivery = %s, version = version + 1 WHERE id = %s"
_PAYMENT = """WITH cart AS (UPDATE bench_floor.guest_cart SET payment = %s WHERE id = %s),
answer AS (INSERT INTO bench_floor.answer VALUES (%s, '{"version": 2}')) SELECT 1"""
_STARTED = "INSERT INTO bench_floor.payment VALUES (%s, NULL, 250, 'processing')"
_ORDER = """WITH placed AS (
  INSERT INTO bench_floor.purchase VALUES (%(id)s, 'buyer@demo.example', %(contact)s, 250, 'placing')),
lined AS (INSERT INTO bench_floor.purchase_line VALUES (%(line)s, %(id)s, 'SKU', 'A product', 1, 250))
UPDATE bench_floor.guest_cart SET state = 'ordered', version = version + 1 WHERE id = %(cart)s"""
_HOLD = """WITH taken AS (
  UPDATE bench_floor.stock SET on_hand = on_hand - 1 WHERE id = %(stock)s AND on_hand >= 1 RETURNING id)
INSERT INTO bench_floor.reservation SELECT %(id)s, id, 1, 'held' FROM taken"""
_PAID = "UPDATE bench_floor.payment SET state = 'captured' WHERE id = %s"
_CONFIRMED = "UPDATE bench_floor.purchase SET state = 'paid' WHERE id = %s"
_SOLD = """WITH over AS (
  UPDATE bench_floor.reservation SET state = 'fulfilled' WHERE id = %s RETURNING stock, quantity)
INSERT INTO bench_floor.movement (stock, quantity, reason) SELECT stock, -quantity, 'sale' FROM over"""
_TOLD = """WITH events AS (INSERT INTO bench_floor.event VALUES
  (%(a)s, 'placed', %(payload)s), (%(b)s, 'captured', %(payload)s)),
jobs AS (INSERT INTO bench_floor.job (task, args) VALUES ('deliver', %(payload)s), ('send', %(payload)s)),
entry AS (INSERT INTO bench_floor.entry VALUES (%(c)s, 'capture', 'order'))
INSERT INTO bench_floor.posting (entry, account, amount) VALUES (%(c)s, 1, 250), (%(c)s, 2, -250)"""
_thread = local()


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer one of the five calls: /carts, then /carts/ID/contact, delivery, payment, order."""
    sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    json.loads(sent)
    text = sent.decode()
    parts = environ["PATH_INFO"].split("/")
    if len(parts) == 2:
        cart = uuid4()
        _connection().execute(_CART, [cart, text, uuid4()])
    else:
        cart = UUID(parts[2])
        _CALLS[parts[3]](cart, text)
    body = json.dumps({"id": str(cart), "state": "open", "sent": text}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]


def _connection() -> "psycopg.Connection[Any]":
    if not hasattr(_thread, "connection"):
        _thread.connection = psycopg.connect(
            os.environ["BARE_DATABASE"], autocommit=True, prepare_threshold=0
        )
    made: psycopg.Connection[Any] = _thread.connection
    return made


def _contact(cart: UUID, text: str) -> None:
    _connection().execute(_CONTACT, [text, cart]).fetchall()


def _delivery(cart: UUID, text: str) -> None:
    _connection().execute(_READ, [cart]).fetchall()
    _connection().execute(_DELIVERY, [text, cart])


def _payment(cart: UUID, text: str) -> None:
    _connection().execute(_PAYMENT, [text, cart, uuid4()])


def _order(cart: UUID, text: str) -> None:
    connection, order, payment = _connection(), uuid4(), uuid4()
    with connection.transaction():
        [row] = connection.execute(f"{_READ} FOR UPDATE", [cart]).fetchall()
        connection.execute("SELECT on_hand FROM bench_floor.stock WHERE id = %s", [randint(1, 9)])
        connection.execute(_STARTED, [payment])
        connection.execute(_ORDER, {"id": order, "contact": row[1], "line": uuid4(), "cart": cart})
        connection.execute(_HOLD, {"stock": randint(1, 10_000), "id": order})
    with connection.transaction():
        connection.execute(_PAID, [payment])
        connection.execute(_CONFIRMED, [order])
        connection.execute(_SOLD, [order])
        connection.execute(_TOLD, {"a": uuid4(), "b": uuid4(), "c": uuid4(), "payload": text})


_CALLS = {"contact": _contact, "delivery": _delivery, "payment": _payment, "order": _order}
