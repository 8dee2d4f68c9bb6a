"""One order, and everything that can happen to it, with crashes at the seams and requests sent twice."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings as django_settings
from factories.inventory import a_location, stocked
from factories.ordering import DECLINED, OK, card, ready_to_order
from factories.promotions import a_promotion
from ordering.changes.makers import buyer_of
from payments.makers import DISPUTED

from serai.catalog.public import variants_of_skus
from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.ordering.domain.returns.return_state import ReturnWay
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.returns.return_view import ReturnView, returns_of_order
from serai.ordering.queries.substitutions.substitution_view import substitutions_of_order
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.changes.match_price import MatchPrice, match_price
from serai.ordering.usecases.differences import pay_difference as paying
from serai.ordering.usecases.differences.withdraw_change import lapse_changes, withdraw_change
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.refund_order import RefundOrder, refund_order
from serai.ordering.usecases.returns.decide_return import cancel_return, refuse_return
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.ordering.usecases.substitutions.answer_substitute import answer_substitute
from serai.ordering.usecases.substitutions.offer_substitute import (
    OfferSubstitute,
    offer_substitute,
)
from serai.ordering.usecases.substitutions.settle_substitutes import settle_substitutes
from serai.payments import public as payments
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.usecases.note_money import ComesFromElsewhere, note_money, note_payout
from serai.payments.usecases.recover_processing import recover_processing
from serai.payments.usecases.release_payment import RELEASE_PAYMENT
from serai.payments.usecases.take_in_webhook import take_in_webhook
from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.events.publish import DELIVER
from serai.plumbing.jobs import jobs
from serai.pricing.domain.promotions.promotion_state import PromotionAction, PromotionState
from serai.pricing.public import promotion
from serai.pricing.usecases.promotions.change_state import change_promotion_state

SKUS = ("MILK", "BREAD", "TEA")
AHEAD = "PUZZLE"
"""One is there; the others are back-ordered."""
WAYS = ("card", "disputed_card", "hand_over", "cash_on_delivery", "gift_card", "collected")
STORE = "S7"
"""Where what is collected lies."""
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


class Crash(BaseException):
    """The process dies here."""


class OrderLife:
    """An order that was placed, and what people, carriers and clocks may do with it."""

    def __init__(self, processor: LocalProcessor, way: str, quantities: dict[str, int]) -> None:
        self.processor, self.way = processor, way
        self.lost_before = _lost()
        self.id = UUID(_placed(way, quantities)["id"])
        self.key = 0
        self.return_key = 0
        self.warehouse = a_location("DC1").id
        self.came = 0
        """Units of what is back-ordered that were delivered meanwhile."""

    # people change it

    def cancel_units(self, pick: int) -> None:
        command = CancelLines(self.id, self._key(), self._units(pick), "fewer")
        cancel_lines(command, now=clock.now())

    def cancel_units_twice(self, pick: int) -> None:
        command = CancelLines(self.id, self._key(), self._units(pick), "fewer")
        cancel_lines(command, now=clock.now())
        cancel_lines(command, now=clock.now())

    def add(self, pick: int) -> None:
        edit = EditOrder(self.id, self._key(), add={SKUS[pick % 3]: 1 + pick % 4}, reason="more")
        edit_order(edit, now=clock.now())

    def swap(self, pick: int) -> None:
        removed, added = self._units(pick), {SKUS[pick % 3]: 1 + pick % 2}
        edit_order(EditOrder(self.id, self._key(), added, removed, "swap"), now=clock.now())

    def take_off(self, position: int) -> None:
        """Call one unit of a position off."""
        cancel_lines(CancelLines(self.id, self._key(), {position: 1}, "fewer"), now=clock.now())

    def add_one(self, sku: str) -> None:
        """Let one unit of an article come."""
        edit_order(EditOrder(self.id, self._key(), add={sku: 1}, reason="more"), now=clock.now())

    def match(self, pick: int) -> None:
        position = 1 + pick % 4
        command = MatchPrice(self.id, self._key(), position, 37 * (pick % 7), "cheaper elsewhere")
        match_price(command, now=clock.now())
        match_price(command, now=clock.now())

    def pay(self, pick: int) -> None:
        self._pay(DECLINED if pick % 5 == 0 else OK)

    def pay_and_crash_before_the_call(self, pick: int) -> None:
        paying._started(self._payment(), self._token(), clock.now())

    def pay_and_crash_after_the_call(self, pick: int) -> None:
        request = paying._started(self._payment(), self._token(), clock.now())
        payments.charge_payment(request, now=clock.now())

    def withdraw(self, pick: int) -> None:
        withdraw_change(self.id, self._waiting(), now=clock.now())

    def lapse(self, pick: int) -> None:
        lapse_changes(now=clock.now() + timedelta(days=20))

    def cancel_all(self, pick: int) -> None:
        cancel_order(CancelOrder(self.id, "no more"), now=clock.now())

    def give_something_back(self, pick: int) -> None:
        command = RefundOrder(self.id, f"g{pick % 3}", "sorry", amount_minor=1 + 50 * (pick % 5))
        refund_order(command, now=clock.now())

    # goods move

    def hand_over_some(self, pick: int) -> None:
        groups = [g for g in fulfilment.groups_of_order(self.id) if g.state in fulfilment.TO_DO]
        if groups:
            group = groups[pick % len(groups)]
            left = [line for line in group.lines if line.left]
            units = {left[0].position: 1} if pick % 2 and left else None
            fulfilment.hand_over(group.id, units, now=clock.now())

    def hand_over_all(self, pick: int) -> None:
        fulfil_order(self.id, now=clock.now())

    def announce(self, pick: int) -> None:
        self._request(pick, {})

    def announce_exchange(self, pick: int) -> None:
        self._request(pick, {SKUS[pick % 3]: 1 + pick % 3})

    def take_in(self, pick: int) -> None:
        row = self._return(pick)
        command = ReceiveReturn(row.id, self.warehouse, _inspected(row, pick))
        receive_return(command, now=clock.now())
        receive_return(command, now=clock.now())

    def call_return_off(self, pick: int) -> None:
        end = refuse_return if pick % 3 == 0 else cancel_return
        end(self._return(pick).id, reason="no", now=clock.now())

    # the store looks for something else

    def offer_something_else(self, pick: int) -> None:
        open_order_groups(self.id, now=clock.now())
        groups = [g for g in fulfilment.groups_of_order(self.id) if g.state in fulfilment.TO_DO]
        left = [(g.id, line) for g in groups for line in g.lines if line.left]
        if not left:
            raise _Nothing
        group_id, line = left[pick % len(left)]
        others = [sku for sku in SKUS if sku != line.sku]
        command = OfferSubstitute(
            group_id,
            line.position,
            1 + pick % 2,
            others[pick % len(others)],
            at_its_price=pick % 3 == 0,
        )
        with unit_of_work():
            fulfilment.pick_units(group_id, {line.position: 0}, now=clock.now())
            offer_substitute(command, now=clock.now())

    def answer_offer(self, pick: int) -> None:
        found = substitutions_of_order(self.id)
        if not found:
            raise _Nothing
        offer, accepts = found[pick % len(found)], pick % 3 > 0
        answer_substitute(offer.id, accepts=accepts, now=clock.now())
        answer_substitute(offer.id, accepts=accepts, now=clock.now())

    def nobody_answers(self, pick: int) -> None:
        settle_substitutes(now=clock.now() + timedelta(hours=9))

    # promotions come and go

    def promotions_change(self, pick: int) -> None:
        found = rows("SELECT id FROM pricing_promotion ORDER BY code")
        one = promotion(found[pick % len(found)][0])
        is_on = one.state == PromotionState.ACTIVE
        action = PromotionAction.PAUSE if is_on else PromotionAction.ACTIVATE
        change_promotion_state(one.id, action, now=clock.now())

    # what is back-ordered comes

    def goods_come(self, pick: int) -> None:
        units = 1 + pick % 2
        found = variants_of_skus([AHEAD])[AHEAD]
        entry = inventory.StockEntry(found.id, self.warehouse, units)
        inventory.receive([entry], now=clock.now())
        self.came += units

    def goods_are_given(self, pick: int) -> None:
        inventory.allot_units(now=clock.now())

    # news and clocks

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
        """Let everything arrive that is under way, twice."""
        for _ in range(2):
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
        return {sku: units - self.lost_before.get(sku, 0) for sku, units in _lost().items()}

    def _key(self) -> str:
        self.key += 1
        return f"k{self.key}"

    def _units(self, pick: int) -> dict[int, int]:
        positions = [p for p, line in standing_order(self.id).lines.items() if line.quantity]
        return {positions[pick % len(positions)]: 1 + pick % 2} if positions else {1: 1}

    def _waiting(self) -> UUID:
        waiting = standing_order(self.id).waits_for
        if waiting is None:
            raise _Nothing
        return waiting

    def _payment(self) -> paying.PayDifference:
        return paying.PayDifference(self.id, self._waiting(), "https://shop.example/back")

    def _token(self, number: str = OK) -> str:
        asked = payments.Card(number, "12/30", "123")
        return payments.tokenise_card(asked, channel_code="web", now=clock.now()).token

    def _pay(self, number: str) -> None:
        command = paying.PayDifference(
            self.id, self._waiting(), "https://shop.example/back", token=self._token(number)
        )
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
            raise _Nothing
        return found[pick % len(found)]


class _Nothing(DomainError):
    """There is nothing of the kind to act on."""


def crashing(action: Callable[[OrderLife, int], None]) -> Callable[[OrderLife, int], None]:
    """Return an action that dies at its very end, before its transaction is committed."""

    def dies(life: OrderLife, pick: int) -> None:
        with unit_of_work():
            action(life, pick)
            raise Crash

    dies.__name__ = f"crashing {action.__name__}"
    return dies


IN_ONE_TRANSACTION = [
    OrderLife.cancel_units,
    OrderLife.add,
    OrderLife.swap,
    OrderLife.match,
    OrderLife.withdraw,
    OrderLife.cancel_all,
    OrderLife.give_something_back,
    OrderLife.hand_over_some,
    OrderLife.hand_over_all,
    OrderLife.announce,
    OrderLife.announce_exchange,
    OrderLife.take_in,
    OrderLife.call_return_off,
    OrderLife.offer_something_else,
    OrderLife.answer_offer,
    OrderLife.cash_comes,
    OrderLife.goods_are_given,
]
ACTIONS: list[Callable[[OrderLife, int], None]] = [
    *IN_ONE_TRANSACTION,
    *map(crashing, IN_ONE_TRANSACTION),
    OrderLife.cancel_units_twice,
    OrderLife.pay,
    OrderLife.pay,
    OrderLife.pay_and_crash_before_the_call,
    OrderLife.pay_and_crash_after_the_call,
    OrderLife.lapse,
    OrderLife.hand_over_some,
    OrderLife.announce,
    OrderLife.announce_exchange,
    OrderLife.take_in,
    OrderLife.take_in,
    OrderLife.news,
    OrderLife.one_job,
    OrderLife.one_job,
    OrderLife.goods_come,
    OrderLife.goods_are_given,
    OrderLife.offer_something_else,
    OrderLife.answer_offer,
    OrderLife.nobody_answers,
    OrderLife.promotions_change,
    OrderLife.jobs_die_after_their_work,
]


def fill_the_store() -> None:
    """Let the store where people collect have plenty of everything."""
    place = a_location(STORE, kind="store", priority=5)
    for variant in variants_of_skus(SKUS).values():
        stocked(variant.id, place, 1_000)
    week = ("00:00-24:00",) * 7
    fulfilment.set_sites([fulfilment.SetSite(STORE, "UTC", week, hold_days=30)])


def promote_everything() -> None:
    """Let promotions run whose conditions an order meets and misses as it changes."""
    a_promotion("from-six", minimum={"spend": "6.00"})
    a_promotion("two-for-one", benefit={"kind": "buy_get", "buy": 2, "get": 1})
    a_promotion(
        "three-off",
        benefit={"kind": "order_off", "off": {"amount": "3.00"}},
        minimum={"quantity": 4},
        stacking={"exclusive": True},
    )
    a_promotion("budgeted", budget="1000000.00", minimum={"spend": "9.00"})


def _lost() -> dict[str, int]:
    return dict(
        rows(
            "SELECT v.sku, -sum(m.quantity)::int FROM inventory_movement AS m"
            " JOIN inventory_balance AS b ON b.id = m.balance_id"
            " JOIN catalog_variant AS v ON v.id = b.variant_id WHERE m.reason = 'adjustment'"
            " GROUP BY v.sku"
        )
    )


def returned(order_id: UUID) -> dict[int, int]:
    """Return units that came back, or are kept, by position, as documents in force say."""
    found: dict[int, int] = {}
    for change in changes_of_order(order_id):
        if change.state == "in_force" and change.return_id is not None:
            for line in change.lines:
                if line.quantity < 0 and line.position:
                    found[line.position] = found.get(line.position, 0) - line.quantity
    return found


def _inspected(row: ReturnView, pick: int) -> list[InspectedUnits]:
    kinds = ("restocked", "written_off", "refused")
    return [
        InspectedUnits(line.position, **{kinds[pick % 3]: line.quantity - (pick % 4 == 3)})
        for line in row.lines
    ]


def _placed(way: str, quantities: dict[str, int]) -> dict[str, Any]:
    checkout = ready_to_order(**quantities)
    if way == "collected":
        choice = {"code": "pickup", "location": STORE}
        checkout.cart = checkout.shopper.put(f"{checkout.path}/delivery", choice).json()
    body: dict[str, Any] = {"expected_total_minor": checkout.total, "accepts_waiting": True}
    if way == "gift_card":
        _with_gift_card(checkout)
        body["expected_due_minor"] = checkout.cart["due"]["minor"]
    if way == "cash_on_delivery":
        checkout.shopper.post(f"{checkout.path}/payment", {"method": way})
    else:
        body["card"] = card(DISPUTED if way == "disputed_card" else OK)
    response = checkout.shopper.post(f"{checkout.path}/order", body)
    assert response.status_code == 201, response.content
    return dict(response.json())


def _with_gift_card(checkout: Any) -> None:
    worth = Money(300, "USD")
    command = payments.IssueGiftCard(amount=worth, source=payments.GiftCardSource.GIVEN)
    issued = payments.issue_gift_card(command, secret=django_settings.SERAI_SECRET, now=clock.now())
    code = payments.code_of(issued.id, secret=django_settings.SERAI_SECRET)
    said = {"method": "gift_card", "code": code}
    response = checkout.shopper.post(f"{checkout.path}/tenders", said)
    assert response.status_code == 200, response.content
    checkout.cart = response.json()
