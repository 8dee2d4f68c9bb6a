"""An order that is under way: its news, its clocks, and how it comes to rest."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from factories.inventory import a_location
from factories.ordering import OK
from ordering.changes.life_books import known_events
from ordering.changes.life_shop import lost_units, placed
from ordering.changes.makers import buyer_of

from serai.fulfilment import public as fulfilment
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.ordering.domain.returns.return_state import ReturnWay
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.returns.return_view import ReturnView, returns_of_order
from serai.ordering.usecases.differences import pay_difference as paying
from serai.ordering.usecases.differences.begin_difference import Begun, PayDifference
from serai.ordering.usecases.differences.look_into_tenders import NamedTender
from serai.ordering.usecases.differences.withdraw_change import lapse_changes
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.payments import public as payments
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.usecases.note_money import ComesFromElsewhere, note_money, note_payout
from serai.payments.usecases.recover_processing import recover_processing
from serai.payments.usecases.release_payment import RELEASE_PAYMENT
from serai.payments.usecases.take_in_webhook import take_in_webhook
from serai.plumbing.db import execute, rows
from serai.plumbing.events.publish import DELIVER
from serai.plumbing.jobs import jobs

_TO_RELEASE = "SELECT args FROM procrastinate_jobs WHERE status = 'todo' AND task_name = %s"


_UNHEARD = (
    "SELECT args FROM procrastinate_jobs AS j JOIN plumbing_event AS e ON e.id::text = j.args->>'event_id'"
    " WHERE status = 'todo' AND starts_with(e.type, 'payments.')"
    " AND starts_with(j.args->>'subscription', 'ordering.') ORDER BY j.id"
)


_WAITING = (
    "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
    " AND (scheduled_at IS NULL OR scheduled_at <= now() + interval '5 seconds') ORDER BY id"
)


class NothingToDo(DomainError):
    """There is nothing of the kind to act on."""


class OrderUnderWay:
    """An order that was placed, its news and its clocks, and what acts on it need."""

    def __init__(
        self, processor: LocalProcessor, way: str, quantities: dict[str, int], coupon: str = ""
    ) -> None:
        self.processor, self.way = processor, way
        self.lost_before = lost_units()
        self.events_before = known_events()
        bought = placed(way, quantities, coupon)
        self.shopper, self.id = bought.shopper, UUID(bought.cart["id"])
        self.key = 0
        self.return_key = 0
        self.warehouse = a_location("DC1").id
        self.came = 0
        """Units of what is back-ordered that were delivered meanwhile."""

    def cash_comes(self, pick: int) -> None:
        for each in payments.payments_of_order(self.id):
            if each.state is payments.PaymentState.PENDING:
                note_money(each.id, now=clock.now())

    def news(self, pick: int) -> None:
        found = self.processor.book.connection().execute("SELECT id, body FROM webhook").fetchall()
        for webhook_id, body in found[-(1 + pick) :] * 2:
            now, secret = clock.now(), self.processor.webhook_secret
            take_in_webhook(
                "local", signed_headers(webhook_id, body, secret=secret, now=now), body, now=now
            )

    def one_job(self, pick: int) -> None:
        for job_id, name, args in rows(f"{_WAITING} LIMIT 1"):
            jobs()[name].run(args)
            execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job_id])

    def jobs_die_after_their_work(self, pick: int) -> None:
        for _, name, args in rows(f"{_WAITING} LIMIT 3"):
            jobs()[name].run(args)

    def hear_of_money(self) -> None:
        """Let payments let go of what they were asked to, and the order hear of its money; nothing else."""
        for (args,) in rows(_TO_RELEASE, [RELEASE_PAYMENT]):
            jobs()[RELEASE_PAYMENT].run(args)
        self.news(50)
        for (args,) in rows(_UNHEARD):
            jobs()[DELIVER].run(args)

    def come_to_rest(self) -> None:
        """Let everything arrive that is under way, twice; what nobody has paid by then lapses."""
        for _ in range(2):
            lapse_changes(now=clock.now() + timedelta(days=20))
            self.everything_arrives()

    def everything_arrives(self) -> None:
        """Let everything arrive that is under way; a difference may still be paid."""
        recover_processing(now=clock.now() + timedelta(minutes=30))
        self.news(50)
        while rows(f"{_WAITING} LIMIT 1"):
            self.one_job(0)
        self.cash_is_paid_out()

    def cash_is_paid_out(self) -> None:
        """Note that people have paid out what goes back in cash."""
        for each in payments.payments_of_order(self.id):
            for refund in payments.refunds_of_payment(each.id):
                with suppress(ComesFromElsewhere):
                    note_payout(refund.id, now=clock.now())

    def lost(self) -> dict[str, int]:
        """Return the units that the books had and the shelf had not, by article."""
        return {sku: units - self.lost_before.get(sku, 0) for sku, units in lost_units().items()}

    def _key(self) -> str:
        self.key += 1
        return f"k{self.key}"

    def _units(self, pick: int) -> dict[int, int]:
        positions = [p for p, line in standing_order(self.id).lines.items() if line.quantity]
        return {positions[pick % len(positions)]: 1 + pick % 2} if positions else {1: 1}

    def _to_pick(self) -> list[tuple[UUID, fulfilment.GroupLineView]]:
        """Return what is left to pick, with its group."""
        groups = fulfilment.groups_of_order(self.id)
        open_ones = [group for group in groups if group.state in fulfilment.TO_DO]
        left = [(group.id, line) for group in open_ones for line in group.lines if line.left]
        if not left:
            raise NothingToDo
        return left

    def _waiting(self) -> UUID:
        waiting = standing_order(self.id).waits_for
        if waiting is None:
            raise NothingToDo
        return waiting

    def _begun(self, *tenders: NamedTender) -> Begun:
        home = "https://shop.example/back"
        command = PayDifference(self.id, self._waiting(), home, tenders=tenders)
        return paying._begun(buyer_of(self.id), command, self._token(), clock.now())

    def _token(self, number: str = OK) -> str:
        asked = payments.Card(number, "12/30", "123")
        return payments.tokenise_card(asked, channel_code="web", now=clock.now()).token

    def _pay(self, number: str, *tenders: NamedTender) -> None:
        home, token = "https://shop.example/back", self._token(number)
        command = PayDifference(self.id, self._waiting(), home, token=token, tenders=tenders)
        paying.pay_difference(buyer_of(self.id), command, now=clock.now())

    def _request(self, pick: int, wanted: dict[str, int]) -> None:
        self.return_key += 1
        reason = ReturnReason.DAMAGED if pick % 2 else ReturnReason.CHANGED_MIND
        way = ReturnWay.KEEP if pick % 7 == 6 and not wanted else ReturnWay.POST
        units = [
            ReturnedUnits(position, count, reason) for position, count in self._units(pick).items()
        ]
        command = RequestReturn(self.id, f"r{self.return_key}", units, way, None, wanted)
        request_return(command, now=clock.now())
        request_return(command, now=clock.now())

    def _return(self, pick: int) -> ReturnView:
        found = returns_of_order(self.id)
        if not found:
            raise NothingToDo
        return found[pick % len(found)]
