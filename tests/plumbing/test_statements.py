"""Statements as they are sent: values, errors, transactions, and tables that change under them."""

from datetime import UTC, datetime
from decimal import Decimal
from threading import Thread
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from serai.kernel.ids import uuid7
from serai.plumbing.db import dict_rows, execute, rows

AN_ID, ANOTHER = UUID(int=7), UUID(int=2**127 + 3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ([AN_ID, ANOTHER], "uuid[]"),
        ([AN_ID, None], "uuid[]"),
        ([1, 2, -40], "int[]"),
        ([2**15, -(2**31)], "int[]"),
        ([2**62, -1], "bigint[]"),
        ([2**70], "numeric[]"),
        (["", "NULL", 'a "word"', "back\\slash", "comma, {brace}", "שלום\n"], "text[]"),
        (["a", None], "text[]"),
        ([], "uuid[]"),
        ([None, None], "timestamptz[]"),
        ([datetime(2027, 1, 1, tzinfo=UTC), None], "timestamptz[]"),
        ([b"x", None], "bytea[]"),
        ([b"\x00\xff", b""], "bytea[]"),
        ([Decimal("1.50")], "numeric[]"),
        ([datetime(2027, 3, 14, 15, 9, 26, 5, tzinfo=UTC)], "timestamptz[]"),
        ([True, False], "boolean[]"),
        ([[1, 2], [3, 4]], "int[]"),
        (AN_ID, "uuid"),
        ("x", "text"),
        (None, "text"),
        ({"a": [1, None]}, "jsonb"),
    ],
)
def test_what_is_written_is_read(written: object, kind: str):
    sent = '{"a": [1, null]}' if isinstance(written, dict) else written

    assert rows(f"SELECT %s::{kind}", [sent]) == [(written,)]


@pytest.mark.django_db
def test_the_same_statement_takes_lists_of_other_kinds_and_sizes():
    for written in ([1], [2**40], [], [None, 3], [2**20, 1]):
        assert rows("SELECT %s::bigint[]", [written]) == [(written,)]


@pytest.mark.django_db
def test_text_that_the_database_cannot_keep_is_refused():
    for unfit, kind in ((["a\x00b"], "text[]"), ("a\x00b", "text")):
        with pytest.raises(DataError):
            rows(f"SELECT %s::{kind}", [unfit])


@pytest.mark.django_db
def test_columns_have_names_and_rows_are_counted():
    two = "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v (number, word)"

    assert dict_rows(two) == [{"number": 1, "word": "a"}, {"number": 2, "word": "b"}]
    assert execute("CREATE TEMPORARY TABLE counted ON COMMIT DROP AS SELECT 1 AS n") == 1
    assert execute("UPDATE counted SET n = n + %s", [1]) == 1
    assert execute("DELETE FROM counted WHERE n = %s", [99]) == 0
    assert rows("SELECT n FROM counted WHERE n > %s", [5]) == []


@pytest.mark.django_db
def test_a_refusal_is_the_frameworks_error_and_names_its_constraint():
    execute("CREATE TEMPORARY TABLE single (n int CONSTRAINT only_one UNIQUE) ON COMMIT DROP")
    execute("INSERT INTO single VALUES (1)")

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        execute("INSERT INTO single VALUES (%s)", [1])

    assert refusal.value.__cause__.diag.constraint_name == "only_one"
    assert rows("SELECT n FROM single") == [(1,)]


@pytest.mark.django_db
def test_nothing_is_sent_in_a_transaction_that_is_to_be_undone():
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        transaction.set_rollback(True)
        rows("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_transaction_begins_with_its_first_statement_and_ends_with_the_block():
    name = f"life_{uuid7().hex}"
    execute(f"CREATE TABLE {name} (n int)")
    try:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            execute(f"INSERT INTO {name} VALUES (%s)", [1])
            raise ZeroDivisionError
        assert rows(f"SELECT count(*) FROM {name}") == [(0,)]
        with transaction.atomic():
            execute(f"INSERT INTO {name} VALUES (%s)", [2])
        assert rows(f"SELECT n FROM {name}") == [(2,)]
    finally:
        execute(f"DROP TABLE {name}")


@pytest.mark.django_db(transaction=True)
def test_a_table_may_get_another_column_between_two_calls():
    name = f"wider_{uuid7().hex}"
    execute(f"CREATE TABLE {name} AS SELECT 1 AS n")
    try:
        assert dict_rows(f"SELECT * FROM {name}") == [{"n": 1}]
        execute(f"ALTER TABLE {name} ADD COLUMN word text DEFAULT 'new'")

        assert dict_rows(f"SELECT * FROM {name}") == [{"n": 1, "word": "new"}]
    finally:
        execute(f"DROP TABLE {name}")


@pytest.mark.django_db(transaction=True)
def test_more_statements_than_a_connection_keeps_are_sent_all_the_same():
    connection.ensure_connection()

    for _ in range(2):
        for number in range(connection.connection.prepared_max + 5):
            assert rows(f"SELECT %s::int + {number}", [1]) == [(number + 1,)]

    kept = rows("SELECT count(*) FROM pg_prepared_statements")[0][0]
    assert kept <= connection.connection.prepared_max


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_told_as_unavailable_and_then_made_anew():
    told: list[object] = []

    def lose_it() -> None:
        mine = rows("SELECT pg_backend_pid()")[0][0]
        try:
            rows("SELECT pg_terminate_backend(%s), pg_sleep(5)", [mine])
        except OperationalError as refusal:
            told.append(refusal)
        connection.close_if_unusable_or_obsolete()
        told.append(rows("SELECT %s::int", [42]))
        connection.close()

    thread = Thread(target=lose_it)
    thread.start()
    thread.join(120)

    assert isinstance(told[0], OperationalError)
    assert told[1] == [(42,)]
