"""A processor with a fresh book, and payments in every state."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from payments.makers import NOW, OK, PRICE, RETURN_URL, a_card, a_processor

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.in_house.instalments import InstalmentProcessor
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.vault import LocalVault
from serai.payments.domain.instalments.terms import Every
from serai.payments.models import InstalmentTerms, PaymentMethod
from serai.payments.ports import CaptureAt, ChargeRequest, Processors
from serai.payments.ports.vault import Vaults
from serai.payments.public import (
    CARD,
    PaymentView,
    Source,
    StartPayment,
    charge_payment,
    settle_from_processor,
    start_payment,
)
from serai.payments.queries.instalments.offered_terms import forget_terms
from serai.payments.queries.methods import forget_methods
from serai.payments.usecases.charge_payment import BREAKERS
from serai.plumbing import wiring
from serai.plumbing.db import execute, rows
from serai.plumbing.jobs import jobs

collect_ignore = ["stripe_server.py"]
"""A program for a process of its own: nobody imports it."""


@pytest.fixture
def processor(a_folder: Path) -> Iterator[LocalProcessor]:
    """Return a local processor with a fresh book that fills the port during the test."""
    made = a_processor(a_folder)
    before = dict(wiring._bound)
    wiring.bind(Processors, Processors(made))
    wiring.bind(LocalProcessor, made)
    wiring.bind(Vaults, Vaults(LocalVault(made.book)))
    BREAKERS.clear()
    forget_methods()
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    forget_methods()
    made.book.close()


@pytest.fixture
def a_token(processor: LocalProcessor) -> Callable[[str], str]:
    """Return a function that makes a token of a card number."""

    def make(number: str = OK) -> str:
        return processor.tokenise(a_card(number), now=NOW).token

    return make


@pytest.fixture
def a_started_payment(db: None, a_token: Callable[[str], str]) -> Callable[..., ChargeRequest]:
    """Return a function that starts a payment."""

    def make(
        number: str = OK, *, amount: Money = PRICE, order_id: UUID | None = None
    ) -> ChargeRequest:
        return start_payment(
            StartPayment(
                cart_id=uuid7(),
                order_id=order_id or uuid7(),
                channel_code="web",
                amount=amount,
                token=a_token(number),
                return_url=RETURN_URL,
            ),
            now=NOW,
        )

    return make


@pytest.fixture
def a_charged_payment(
    a_started_payment: Callable[..., ChargeRequest],
) -> Callable[..., PaymentView]:
    """Return a function that takes a payment through the whole of a checkout."""

    def make(number: str = OK, **wishes: object) -> PaymentView:
        result = charge_payment(a_started_payment(number, **wishes), now=NOW)
        return settle_from_processor(result, source=Source.CALL, now=NOW).payment

    return make


@pytest.fixture
def an_authorised_payment(
    a_charged_payment: Callable[..., PaymentView],
) -> Callable[..., PaymentView]:
    """Return a function that takes a payment through a checkout whose money is taken later."""
    PaymentMethod.objects.create(
        channel_code="web", method=CARD, processor="local", capture_at=CaptureAt.HAND_OVER
    )
    forget_methods()
    return a_charged_payment


@pytest.fixture
def deliver() -> Callable[[], int]:
    """Return a function that runs the waiting jobs of payments: there is no order to tell here."""

    def run_waiting() -> int:
        waiting = rows(
            "SELECT id, task_name, args FROM procrastinate_jobs"
            " WHERE status = 'todo' AND task_name LIKE 'payments.%%' ORDER BY id",
            [],
        )
        for job_id, name, args in waiting:
            with time_machine.travel(NOW, tick=False):
                jobs()[name].run(args)
            execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])
        return len(waiting)

    return run_waiting


@pytest.fixture
def lends(db: None, processor: LocalProcessor) -> Iterator[LocalProcessor]:
    """Let the channel offer four parts for a fee and six at twelve per cent."""
    wiring.bind(Processors, Processors(processor, InstalmentProcessor()))
    wiring.bind(Vaults, Vaults(LocalVault(processor.book)))
    PaymentMethod.objects.all().delete()
    common = {"channel_code": "web", "step": 1, "every": Every.MONTH, "currency": "USD"}
    bounds = {"least_minor": 100, "most_minor": 10_000_000}
    InstalmentTerms.objects.create(position=1, parts=4, fee_minor=601, **common, **bounds)
    InstalmentTerms.objects.create(
        position=2, parts=6, interest=Decimal("0.12"), **common, **bounds
    )
    forget_methods()
    forget_terms()
    yield processor
    forget_terms()
