"""Batches that a thread reads ahead are the same batches."""

from collections.abc import Iterator
from threading import active_count

import pytest
from django.db import connection, transaction
from factories.catalog import NOW, a_channel, a_product
from factories.pricing import priced

from serai.discovery.models import DocumentRow
from serai.discovery.usecases.projection.project_everything import project_everything
from serai.discovery.usecases.projection.project_products import project_products
from serai.discovery.usecases.projection.read_ahead import read_ahead

pytestmark = pytest.mark.django_db(transaction=True)


def test_batches_come_in_their_order():
    assert list(read_ahead(iter(range(20)))) == list(range(20))


def test_an_error_of_the_reader_reaches_the_writer():
    def broken() -> Iterator[int]:
        yield 1
        raise LookupError("no more")

    found = read_ahead(broken())

    assert next(found) == 1
    with pytest.raises(LookupError):
        next(found)


def test_a_writer_that_stops_early_leaves_no_thread():
    before = active_count()
    found = read_ahead(iter(range(1000)))

    next(found)
    found.close()

    assert active_count() == before


def test_inside_a_transaction_its_own_connection_reads():
    def backend() -> Iterator[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            yield cursor.fetchone()[0]

    [mine] = backend()
    with transaction.atomic():
        [inside] = read_ahead(backend())
    [outside] = read_ahead(backend())

    assert inside == mine
    assert outside != mine


def test_what_others_write_meanwhile_is_not_overwritten_with_what_was_read_before(shop):
    a_channel()
    products = [a_product(f"TEA-{n}") for n in range(6)]
    for each in products:
        priced(each.variants[0].id, "1.00")
    project_everything(now=NOW, batch=2)
    written: list[int] = []

    def change_the_last(count: int) -> None:
        """Change a product of a batch that has been read ahead, after the first batch was written."""
        if not written:
            last = max(products, key=lambda each: each.id)
            priced(last.variants[0].id, "9.99", valid_from=NOW)
            project_products([last.id], now=NOW)
        written.append(count)

    project_everything(now=NOW, batch=2, advance=change_the_last)

    last = max(products, key=lambda each: each.id)
    card = DocumentRow.objects.get(product_id=last.id).card
    assert b'"minor":999' in bytes(card)
    assert sum(written) == 6
