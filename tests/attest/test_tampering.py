"""Whoever changes a row by SQL is found out, and the row is named."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

from serai.attest.adapters.file import FileAnchor
from serai.attest.domain.leaf import leaf_of, salt_of
from serai.attest.public import anchor_heads, log_disagreements, rotate_key
from serai.customers.public import RecordConsent, record_consent
from serai.plumbing.db import rows
from serai.pricing.public import PRICE_ENTRIES

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)


pytestmark = pytest.mark.django_db(transaction=True)
TABLES = {"pricing_price_entry", "inventory_movement", "customers_consent", "ledger_entry"}


@pytest.fixture(autouse=True)
def log(shop: UUID, take_in: Callable[..., int]) -> None:
    """Take the shop's records in."""
    take_in()
    assert list(log_disagreements()) == []


def tamper(statement: str, *params: object) -> None:
    """Run a statement as somebody who may do anything to the database and nothing elsewhere."""
    with as_administrator() as cursor:
        cursor.execute(statement, params)
        assert cursor.rowcount == 1


@contextmanager
def as_administrator() -> Iterator:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.mark.parametrize(
    ("table", "change", "field"),
    [
        ("pricing_price_entry", "amount_minor = 1", "amount_minor"),
        ("pricing_price_entry", "valid_from = now()", "valid_from"),
        ("inventory_movement", "quantity = quantity + 1", "quantity"),
        ("inventory_movement", "occurred_at = occurred_at - interval '1 us'", "occurred_at"),
        ("customers_consent", "granted = NOT granted", "granted"),
        ("ledger_entry", "occurred_at = now(), note = 'gift'", "note, occurred_at"),
        ("customers_consent", "purpose = 'ads', source = 'desk'", "purpose, source"),
    ],
)
def test_a_changed_row_is_named_with_its_field(table: str, change: str, field: str):
    key = _a_key(table)

    tamper(f"UPDATE {table} SET {change} WHERE id::text = %s", key)

    assert list(log_disagreements()) == [
        f"{table} {key} is not what it was: {field}; it is leaf {_leaf(table, key)} of the log."
    ]


def test_a_changed_posting_is_named_with_its_entry():
    entry = _a_key("ledger_entry")

    tamper("UPDATE ledger_posting SET amount = amount * 1000 WHERE amount > 0")

    assert list(log_disagreements()) == [
        f"ledger_entry {entry} is not what it was: postings;"
        f" it is leaf {_leaf('ledger_entry', entry)} of the log."
    ]


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_deleted_row_is_named(table: str):
    key = _a_key(table)

    tamper(f"DELETE FROM {table} WHERE id::text = %s", key)

    assert list(log_disagreements()) == [
        f"{table} {key} is gone; it is leaf {_leaf(table, key)} of the log."
    ]


def test_a_row_slipped_in_among_old_ones_is_named():
    with as_administrator() as cursor:
        cursor.execute(
            "INSERT INTO inventory_movement (id, balance_id, quantity, reason, note, occurred_at, written_by)"
            " SELECT 4242, balance_id, 5, 'count', '', now(), '1' FROM inventory_movement LIMIT 1"
        )

    assert list(log_disagreements()) == [
        "inventory_movement 4242 is not in the log, where later ones are: it was slipped in."
    ]


def test_changing_the_log_as_well_does_not_help():
    """The row and its leaf agree again, but the root that was signed does not."""
    key = _a_key("pricing_price_entry")
    tamper("UPDATE pricing_price_entry SET amount_minor = 1 WHERE id::text = %s", key)
    place = _leaf("pricing_price_entry", key)
    with as_administrator() as cursor:
        cursor.execute("SELECT hashes FROM attest_tile WHERE level = 0")
        [(hashes,)] = cursor.fetchall()
    wrong = bytearray(hashes)
    wrong[place * 32 : place * 32 + 32] = _hash_now("pricing.price", key)
    tamper("UPDATE attest_tile SET hashes = %s WHERE level = 0", bytes(wrong))

    assert list(log_disagreements()) == [
        "The log does not lead to its head of 8 leaves: one of the leaves from 0 to 7 was changed"
        " after it had been signed."
    ]


def test_a_head_that_was_made_up_is_not_signed():
    with as_administrator() as cursor:
        cursor.execute(
            "UPDATE attest_head SET note = replace(note, split_part(note, E'\\n', 3),"
            " encode(sha256('other'), 'base64'))"
        )

    assert list(log_disagreements()) == [
        "The head of 8 leaves: No key that is trusted signed the head."
    ]


def test_a_root_beside_its_note_is_compared_too():
    tamper("UPDATE attest_head SET root = sha256('other')")

    assert list(log_disagreements()) == ["The head of 8 leaves is not the one that was signed."]


def test_a_key_that_nobody_vouched_for_is_no_key(shop: UUID, take_in: Callable[..., int]):
    second = rotate_key(now=NOW)
    with as_administrator() as cursor:
        cursor.execute(
            "UPDATE attest_key SET endorsement = %s WHERE vkey = %s", [b"x" * 64, second]
        )

    assert list(log_disagreements()) == [
        f"Keys of the log: The key {second} was not vouched for by the one before it."
    ]


def test_a_leaf_that_says_nothing_is_found():
    tamper("DELETE FROM attest_leaf WHERE position = 2")

    found = list(log_disagreements())

    assert found[0] == "Leaf 2 of the log: which record it is has been deleted."
    assert found[1].endswith("it was slipped in.")


def test_hashes_that_are_gone_are_found():
    tamper("DELETE FROM attest_tile")

    found = list(log_disagreements())

    assert found[0] == "Hashes of the log are gone: those of some leaves between 0 and 7."


def test_a_log_cut_at_its_end_is_found_by_its_heads(shop: UUID, take_in: Callable[..., int]):
    _cut_to(7)

    assert any(
        f.startswith("The log was cut: it has 7 leaves, and had 8") for f in log_disagreements()
    )


def test_a_log_cut_with_its_heads_is_found_by_its_anchor(anchors: FileAnchor):
    anchor_heads(now=NOW)
    _cut_to(7)
    with as_administrator() as cursor:
        cursor.execute("DELETE FROM attest_anchored_head")
        cursor.execute("DELETE FROM attest_head")

    assert "The log was cut: it has 7 leaves, and the anchor file keeps one of 8." in list(
        log_disagreements()
    )


def test_a_log_made_anew_is_found_by_its_anchor(anchors: FileAnchor, take_in: Callable[..., int]):
    """Everything is deleted, a row is changed, and the log is grown and signed again."""
    anchor_heads(now=NOW)
    with as_administrator() as cursor:
        for table in ("anchored_head", "head", "key", "leaf", "tile", "source", "log"):
            cursor.execute(f"DELETE FROM attest_{table}")
        cursor.execute("UPDATE customers_consent SET granted = true")
    take_in()

    assert list(log_disagreements()) == [
        "The log of 8 leaves is not the one that the anchor file keeps."
    ]


def test_an_anchor_that_cannot_be_read_is_told(anchors: FileAnchor):
    anchors.path.mkdir(parents=True)

    [found] = log_disagreements()

    assert found.startswith("The anchor file cannot take the head")


def test_rows_that_came_since_are_no_disagreement(shop: UUID):
    record_consent(RecordConsent(shop, "ads", granted=True, text_version="2027-01"), now=NOW)

    assert list(log_disagreements()) == []


def test_the_database_refuses_what_only_an_administrator_can_do():
    for statement in (
        "UPDATE attest_leaf SET key = 'x'",
        "DELETE FROM attest_leaf",
        "UPDATE attest_head SET size = 1",
        "DELETE FROM attest_head",
        "DELETE FROM attest_tile",
        "UPDATE attest_tile SET hashes = substr(hashes, 33)",
    ):
        with connection.cursor() as cursor, pytest.raises(Exception, match="The log only grows"):
            cursor.execute(statement)


def _a_key(table: str) -> str:
    [(key,)] = rows(f"SELECT id::text FROM {table} ORDER BY id LIMIT 1")
    return str(key)


def _leaf(table: str, key: str) -> int:
    name = {
        "pricing_price_entry": "pricing.price",
        "inventory_movement": "inventory.movement",
        "ledger_entry": "ledger.entry",
    }
    [(place,)] = rows(
        "SELECT l.position FROM attest_leaf l JOIN attest_source s ON s.id = l.source_id"
        " WHERE s.name = %s AND l.key = %s",
        [name.get(table, "customers.consent"), key],
    )
    return int(place)


def _hash_now(source: str, key: str) -> bytes:
    [(salt_key,)] = rows("SELECT salt_key FROM attest_log")
    return leaf_of(
        source, key, salt_of(salt_key, source, key), PRICE_ENTRIES.by_keys([key])[key]
    ).hash


def _cut_to(size: int) -> None:
    with as_administrator() as cursor:
        cursor.execute("DELETE FROM attest_leaf WHERE position >= %s", [size])
        cursor.execute("UPDATE attest_tile SET hashes = substr(hashes, 1, %s)", [32 * size])
        cursor.execute("UPDATE attest_log SET size = %s", [size])
