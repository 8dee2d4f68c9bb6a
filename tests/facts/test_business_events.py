"""Business events are facts once they are committed, each once, however late its transaction commits."""

from threading import Event as Flag
from threading import Thread
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from facts.conftest import NOW, rows

from serai.customers.events import ConsentRecorded, CustomerRegistered
from serai.ordering.events import OrderPlaced
from serai.plumbing.db import rows as sql_rows
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.facts import Kind, writer
from serai.plumbing.facts.business import table_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nothing_before(consents):
    sql_rows("DELETE FROM plumbing_event RETURNING 1")


def tell(*events) -> None:
    with unit_of_work():
        for event in events:
            publish(event)


def test_an_event_class_is_a_table():
    table = table_of(OrderPlaced)

    assert table.name == "ordering_order_placed"
    kinds = {column.name: column.kind for column in table.columns}
    assert kinds["total_minor"] is Kind.INTEGER
    assert kinds["customer_id"] is Kind.TEXT
    assert kinds["variant_ids"] is Kind.TEXTS
    assert kinds["quantities"] is Kind.INTEGERS
    assert "customer_id" in table.personal


def test_a_committed_event_is_a_fact_once():
    customer = uuid4()
    tell(ConsentRecorded(customer, "ads", False, "2026-11", "shop"))
    assert writer.write_waiting(now=NOW) == 1
    assert writer.write_waiting(now=NOW) == 0

    [row] = rows("customers_consent_recorded")
    assert (row["customer_id"], row["purpose"], row["granted"]) == (str(customer), "ads", False)
    [(event_id,)] = sql_rows("SELECT id FROM plumbing_event")
    assert row["event_id"] == str(event_id)


def test_a_writer_that_did_not_note_how_far_it_was_writes_nothing_twice(here):
    tell(*[CustomerRegistered(uuid4()) for _ in range(5)])
    writer.write_waiting(now=NOW)
    (here / "spool" / "outbox.json").unlink()
    tell(CustomerRegistered(uuid4()))

    assert writer.write_waiting(now=NOW) == 1
    assert len(rows("customers_customer_registered")) == 6


def test_an_event_that_commits_after_a_later_one_is_not_lost():
    written, committed = Flag(), Flag()
    late = UUID(int=1)

    def commit_late() -> None:
        with psycopg.connect(_url()) as slow:
            slow.execute(
                "INSERT INTO plumbing_event (id, type, payload, occurred_at) VALUES (%s, %s, %s, %s)",
                [late, CustomerRegistered.type, f'{{"customer_id": "{late}"}}', NOW],
            )
            written.set()
            committed.wait(120)

    slow = Thread(target=commit_late)
    slow.start()
    assert written.wait(120)
    tell(CustomerRegistered(uuid4()))
    assert writer.write_waiting(now=NOW) == 1
    committed.set()
    slow.join()

    assert writer.write_waiting(now=NOW) == 1
    assert str(late) in {row["event_id"] for row in rows("customers_customer_registered")}


def test_withdrawing_consent_empties_the_clicks_and_leaves_the_business(
    send, write, deliver, consents
):
    from facts.conftest import ANN, view

    tell(CustomerRegistered(ANN))
    writer.write_waiting(now=NOW)
    send(view(), customer_id=ANN)
    write()
    assert [row["customer_id"] for row in rows("view_item")] == [str(ANN)]

    tell(ConsentRecorded(ANN, "analytics", False, "2026-11", "shop"))
    consents.customers.clear()
    deliver()

    assert [row["customer_id"] for row in rows("view_item")] == [None]
    assert [row["customer_id"] for row in rows("customers_customer_registered")] == [str(ANN)]


def _url() -> str:
    known = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(
        "", **{k: known[k] for k in ("dbname", "user", "password", "host", "port") if known.get(k)}
    )
