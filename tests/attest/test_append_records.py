"""Taking records into the log: all of them, each once, whatever happens meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, stocked

from serai.attest.public import append_records, latest_head, log_disagreements, sign_head
from serai.inventory.models import Balance
from serai.plumbing.db import execute, rows, unit_of_work

pytestmark = pytest.mark.django_db(transaction=True)
TakeIn = Callable[..., int]


def leaves() -> list[tuple[str, str]]:
    return rows(
        "SELECT s.name, l.key FROM attest_leaf l JOIN attest_source s ON s.id = l.source_id"
        " ORDER BY l.position"
    )


def keys(source: str) -> list[str]:
    return [key for name, key in leaves() if name == source]


def movements() -> list[str]:
    return [key for (key,) in rows("SELECT id::text FROM inventory_movement ORDER BY id")]


def test_every_record_is_taken_in_once(shop: UUID, take_in: TakeIn):
    assert take_in() == 8
    assert take_in() == 0

    found = leaves()
    assert sorted({name for name, _ in found}) == [
        "customers.consent", "inventory.movement", "ledger.entry", "pricing.price",
    ]  # fmt: skip
    assert len(found) == len(set(found)) == latest_head().size == 8
    assert keys("inventory.movement") == movements()
    assert list(log_disagreements()) == []


def test_what_comes_later_is_taken_in_later(shop: UUID, take_in: TakeIn):
    take_in()
    stocked(a_variant("BREAD").id, a_location(), 5)

    assert take_in() == 1
    assert leaves()[8] == ("inventory.movement", movements()[-1])
    assert list(log_disagreements()) == []


def test_the_size_of_batches_does_not_matter(shop: UUID, take_in: TakeIn):
    take_in(at_once=1)

    assert keys("inventory.movement") == movements()
    assert list(log_disagreements()) == []


def test_who_commits_late_is_not_skipped(shop: UUID, take_in: TakeIn):
    """The first writer has the smaller number and commits last."""
    take_in()
    balance = Balance.objects.order_by("id").first()
    written, go_on = Barrier(2), Barrier(2)

    def write_slowly() -> None:
        with unit_of_work():
            _move(balance, "late")
            written.wait(60)
            go_on.wait(60)
        connection.close()

    slow = Thread(target=write_slowly)
    slow.start()
    written.wait(60)
    _move(balance, "early")
    assert take_in(wait=False) == 0  # the early one waits for the late one

    go_on.wait(60)
    slow.join()
    assert take_in() == 2
    assert keys("inventory.movement") == movements()
    assert list(log_disagreements()) == []


def test_a_number_taken_long_before_the_transaction_is_not_skipped(shop: UUID, take_in: TakeIn):
    """Keys may be made anywhere and used much later."""
    balance = Balance.objects.order_by("id").first()
    [(number,)] = rows("SELECT nextval(pg_get_serial_sequence('inventory_movement', 'id'))")
    _move(balance, "later number, earlier row")
    take_in()

    _move(balance, "earlier number, later row", number=number)

    assert take_in() == 1
    assert sorted(keys("inventory.movement"), key=int) == movements()
    assert list(log_disagreements()) == []


def test_an_undone_write_leaves_no_leaf(shop: UUID, take_in: TakeIn):
    take_in()
    balance = Balance.objects.order_by("id").first()
    with pytest.raises(ZeroDivisionError), unit_of_work():
        _move(balance, "undone")
        _ = 1 / 0

    assert take_in() == 0


def test_many_at_once_append_each_record_once(shop: UUID, take_in: TakeIn):
    balance = Balance.objects.order_by("id").first()

    def write() -> None:
        for number in range(20):
            _move(balance, str(number))
        connection.close()

    def append() -> None:
        for _ in range(30):
            append_records(at_once=7)
        connection.close()

    threads = [Thread(target=write) for _ in range(4)] + [Thread(target=append) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    take_in()

    assert sorted(keys("inventory.movement"), key=int) == movements()
    assert len(leaves()) == len(set(leaves())) == 8 + 80
    assert list(log_disagreements()) == []


@pytest.mark.slow
def test_killed_anywhere_it_goes_on_where_it_was(shop: UUID, take_in: TakeIn):
    balance = Balance.objects.order_by("id").first()
    execute(
        "INSERT INTO inventory_movement (balance_id, quantity, reason, note, occurred_at)"
        " SELECT %s, 1, 'count', '', now() FROM generate_series(1, 4000)",
        [balance.pk],
    )
    program = (
        "import django; django.setup()\n"
        "from serai.attest.public import append_records, sign_head\n"
        "from serai.kernel.clock import now\n"
        "print('ready', flush=True)\n"
        "while append_records(at_once=13): sign_head(now=now())\n"
    )
    environment = {**os.environ, "DATABASE_URL": _url()}
    for delay in (0.01, 0.05, 0.1, 0.2, 0.3):
        process = subprocess.Popen(
            [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE
        )
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    before = len(leaves())

    take_in(at_once=1000)

    assert 0 < before < 4008
    assert len(leaves()) == len(set(leaves())) == 4008
    assert list(log_disagreements()) == []


def test_after_a_restore_into_another_cluster_nothing_is_lost_and_nothing_comes_twice(
    shop: UUID, take_in: TakeIn
):
    """A dump keeps the old cluster's transaction numbers; the new one counts from its own."""
    balance = Balance.objects.order_by("id").first()
    take_in()
    _move(balance, "dumped before it was taken in")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE inventory_movement DISABLE TRIGGER USER")
        cursor.execute("UPDATE inventory_movement SET written_by = '9000000000000'")
        cursor.execute("ALTER TABLE inventory_movement ENABLE TRIGGER USER")
    execute("UPDATE attest_source SET transaction = 9000000000000 WHERE name LIKE 'inv%'")
    execute("UPDATE attest_log SET cluster = cluster + 1")
    _move(balance, "in the new cluster")

    take_in()
    _move(balance, "and later")
    take_in()

    assert sorted(keys("inventory.movement"), key=int) == movements()
    assert len(leaves()) == len(set(leaves())) == 11
    assert append_records() == 0
    assert list(log_disagreements()) == []


def test_an_empty_shop_has_no_head(db: None):
    assert append_records() == 0
    assert not sign_head(now=NOW)


def _move(balance: Balance, note: str, *, number: int | None = None) -> None:
    execute(
        "INSERT INTO inventory_movement (id, balance_id, quantity, reason, note, occurred_at)"
        " VALUES (coalesce(%s, nextval(pg_get_serial_sequence('inventory_movement', 'id'))),"
        " %s, 1, 'count', %s, %s)",
        [number, balance.pk, note, NOW],
    )


def _url() -> str:
    of = connection.connection.info
    return f"postgresql:///{of.dbname}?host={of.host}&user={of.user}&port={of.port}"
