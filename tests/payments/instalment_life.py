"""A plan of instalments and everything that can happen to it, for tests."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import time_machine
from payments.makers import CHALLENGE, NOW, OK, RETURN_URL, TIME_OUT, TWICE, a_card

from serai.customers.public import Register, register
from serai.kernel.errors import DomainError
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.models import (
    InstalmentCollection,
    InstalmentTerms,
    Instrument,
)
from serai.payments.public import (
    AgreePlan,
    ProposePlan,
    RefundPayment,
    Source,
    StartPayment,
    agree_plan,
    charge_payment,
    propose_plan,
    refund_payment,
    settle_from_processor,
    start_payment,
)
from serai.payments.queries.instalments.plan_view import plan_in_detail
from serai.payments.usecases.charge_payment import BREAKERS
from serai.payments.usecases.instalments.change_card import change_card
from serai.payments.usecases.instalments.collect_due import collect_due
from serai.payments.usecases.instalments.pay_instalments import PayInstalments, pay_instalments
from serai.payments.usecases.instalments.waive_instalments import (
    WaiveInstalments,
    waive_instalments,
)
from serai.payments.usecases.instruments.keep_instrument import (
    KeepInstrument,
    card_at_vault,
    keep_instrument,
)
from serai.payments.usecases.recover_processing import recover_processing
from serai.payments.usecases.take_in_webhook import take_in_webhook
from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.jobs import jobs

PRICE = Money(30_001, "USD")
POOR = "4000000000009995"
CARDS = [OK, TWICE, TIME_OUT, CHALLENGE, POOR]
SEAMS = ("charge_payment", "settle_from_processor", "follow_collection", "settle_refund")
_numbers = count()


class Crash(Exception):
    """The process dies here."""


@dataclass
class Seams:
    """Where the process dies next."""

    dies_at: str = ""

    def around(self, name: str, function: Callable) -> Callable:
        def maybe(*args, **kwargs):
            if self.dies_at == name:
                self.dies_at = ""
                raise Crash
            return function(*args, **kwargs)

        return maybe


@dataclass
class Life:
    """An order that is paid in parts, and everything that can happen to it."""

    processor: LocalProcessor
    seams: Seams
    now: datetime = NOW
    price: Money = PRICE
    plan_id: UUID = field(init=False)
    payment_id: UUID = field(init=False)
    customer_id: UUID = field(init=False)
    ids: list[UUID] = field(default_factory=list)

    def begin(self, pick: int) -> None:
        made = register(Register(f"ann{next(_numbers)}@example.org", "nine green turtles"), now=NOW)
        self.customer_id = made.id
        self.keep_card(3 if pick == 3 else 0)
        terms = list(InstalmentTerms.objects.order_by("position"))[pick % 2]
        cart_id, order_id = uuid7(), uuid7()
        plan = propose_plan(
            ProposePlan(self.customer_id, cart_id, "web", self.price, terms.pk), now=self.now
        )
        self.plan_id = plan.id
        with unit_of_work():
            wanted = StartPayment(
                cart_id, order_id, "web", self.price, str(plan.id), RETURN_URL, "instalments"
            )
            request = start_payment(wanted, now=self.now)
            agreed = AgreePlan(
                str(plan.id), self.customer_id, cart_id, order_id, request.payment_id, self.price
            )
            agree_plan(agreed, now=self.now)
        self.payment_id = request.payment_id
        result = charge_payment(request, now=self.now)
        settle_from_processor(result, source=Source.CALL, now=self.now)

    def keep_card(self, pick: int) -> None:
        number = CARDS[pick % len(CARDS)]
        token = self.processor.tokenise(a_card(number), now=self.now).token
        wish = KeepInstrument(self.customer_id, "web", token, "2026-11", is_default=True)
        keep_instrument(wish, *card_at_vault(wish, now=self.now), now=self.now)

    def crash_soon(self, pick: int) -> None:
        self.seams.dies_at = SEAMS[pick % len(SEAMS)]

    def days_pass(self, pick: int) -> None:
        self.now += timedelta(days=1 + pick * 5)

    def the_clock_strikes(self, pick: int) -> None:
        collect_due(now=self.now)
        self.run_jobs(twice=pick % 2 == 0)

    def run_jobs(self, pick: int = 0, *, twice: bool = False) -> None:
        waiting = rows(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
            " AND task_name LIKE 'payments.%%' AND queue_name <> 'mail' ORDER BY id",
            [],
        )
        for job_id, name, args in waiting:
            with time_machine.travel(self.now, tick=False), suppress(DomainError):
                for _ in range(2 if twice else 1):
                    jobs()[name].run(args)
                execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])

    def choose_card(self, pick: int) -> None:
        self.keep_card(pick)
        wallet = Instrument.objects.of_customer(self.customer_id)
        card = wallet[0]
        change_card(self.plan_id, card.pk, customer_id=self.customer_id, now=self.now)

    def pay_by_hand(self, pick: int) -> None:
        plan = plan_in_detail(self.plan_id, on=self.now.date())
        number = pick % (len(plan.parts) + 1)
        due = plan.pay_off.amount if not number else plan.parts[number - 1].amount
        pay_instalments(
            PayInstalments(self.plan_id, number, due.minor, return_url=RETURN_URL), now=self.now
        )

    def answer(self, pick: int) -> None:
        for each in InstalmentCollection.objects.filter(plan_id=self.plan_id):
            result = self.processor.status_of(str(each.pk))
            if result is not None and result.action_url:
                challenge = result.action_url.rpartition("/")[2]
                self.processor.answer_challenge(challenge, approved=pick % 3 > 0, now=self.now)

    def webhooks(self, pick: int) -> None:
        found = self.processor.book.connection().execute("SELECT id, body FROM webhook").fetchall()
        ours = {str(c.pk) for c in InstalmentCollection.objects.filter(plan_id=self.plan_id)}
        news = [(i, body) for i, body in found if any(key.encode() in body for key in ours)]
        for webhook_id, body in news[pick % 3 :]:
            headers = signed_headers(
                webhook_id, body, secret=self.processor.webhook_secret, now=self.now
            )
            with suppress(DomainError):
                take_in_webhook("local", headers, body, now=self.now)

    def recover(self, pick: int) -> None:
        self.now += timedelta(minutes=3 * pick)
        BREAKERS.clear()
        recover_processing(now=self.now)

    def waive(self, pick: int) -> None:
        numbers = [pick] if pick else []
        waive_instalments(WaiveInstalments(self.plan_id, "tests", numbers), now=self.now)

    def take_back(self, pick: int) -> None:
        amount = Money(pick * 2_500, "USD") if pick else None
        command = RefundPayment(self.payment_id, f"r{pick % 5}", "came back", amount)
        refund_payment(command, now=self.now)

    def come_to_rest(self) -> None:
        self.seams.dies_at = ""
        for minutes in (0, 3, 30, 30):
            self.now += timedelta(minutes=minutes)
            BREAKERS.clear()
            self.webhooks(0)
            recover_processing(now=self.now)
            self.run_jobs()
