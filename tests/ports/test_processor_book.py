"""What every adapter of `ProcessorBook` must do: tell what its processor has booked for us."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from payments.makers import PRICE, RETURN_URL, a_processor
from payments.stripe_vendor import a_fresh_vendor

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.adapters.stripe.statement import StripeStatement
from serai.payments.domain.movement import MovementKind
from serai.payments.ports import (
    ChargeRequest,
    PaymentProcessor,
    ProcessorBook,
    ProcessorUnavailable,
)


@dataclass
class Kept:
    """A processor, its book, a token of a good card, and a way to make it unreachable."""

    processor: PaymentProcessor
    book: ProcessorBook
    token: Callable[[], str]
    unplug: Callable[[], object]


def _local(folder: Path) -> Iterator[Kept]:
    from payments.makers import NOW, a_card

    processor = a_processor(folder)

    def unplug() -> None:
        processor.book.close()
        processor.book.path.unlink()
        processor.book.path.mkdir()

    yield Kept(
        processor,
        LocalStatement(processor.book),
        lambda: processor.tokenise(a_card(), now=NOW).token,
        unplug,
    )
    processor.book.close()


def _stripe(folder: Path) -> Iterator[Kept]:
    for vendor in a_fresh_vendor(folder):
        book = StripeStatement(vendor.processor.connection)

        def unplug(vendor: Any = vendor, book: StripeStatement = book) -> None:
            vendor.unplug()
            object.__setattr__(book, "connection", vendor.processor.connection)

        yield Kept(vendor.processor, book, vendor.token, unplug)


BOOKS: dict[str, Callable[[Path], Iterator[Kept]]] = {"local": _local, "stripe": _stripe}


@pytest.fixture(params=BOOKS)
def kept(request: pytest.FixtureRequest, a_folder: Path) -> Iterator[Kept]:
    yield from BOOKS[request.param](a_folder)


def a_charge(kept: Kept) -> str:
    now = datetime.now(UTC)
    request = ChargeRequest(uuid7(), PRICE, kept.token(), RETURN_URL)
    return kept.processor.charge(request, now=now).reference


def told(kept: Kept, hours: int = 1) -> list[tuple[MovementKind, int, str]]:
    now = datetime.now(UTC)
    lines = kept.book.movements(now - timedelta(hours=hours), now + timedelta(hours=1))
    return sorted((line.kind, line.gross.minor, line.charge) for line in lines)


def test_charges_and_refunds_are_told_with_their_payment(kept: Kept):
    charge = a_charge(kept)
    kept.processor.refund(charge, Money(234, "USD"), key="r1", now=datetime.now(UTC))

    assert told(kept) == [
        (MovementKind.CHARGE, 1234, charge),
        (MovementKind.REFUND, -234, charge),
    ]


def test_a_line_is_told_the_same_whenever_it_is_asked_for(kept: Kept):
    a_charge(kept)
    now = datetime.now(UTC)
    window = now - timedelta(hours=1), now + timedelta(hours=1)

    assert list(kept.book.movements(*window)) == list(kept.book.movements(*window))


def test_what_was_booked_at_another_time_is_not_told(kept: Kept):
    a_charge(kept)
    before = datetime.now(UTC) - timedelta(hours=2)

    assert list(kept.book.movements(before - timedelta(days=1), before)) == []


def test_what_the_processor_keeps_is_told(kept: Kept):
    a_charge(kept)
    now = datetime.now(UTC)

    [line] = kept.book.movements(now - timedelta(hours=1), now + timedelta(hours=1))

    assert line.fee.minor > 0
    assert line.net == line.gross - line.fee


def test_a_book_that_cannot_be_read_is_unavailable(kept: Kept):
    a_charge(kept)
    kept.unplug()

    with pytest.raises(ProcessorUnavailable):
        told(kept)
