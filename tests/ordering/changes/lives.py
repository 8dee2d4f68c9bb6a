"""One order, and everything that can happen to it, with crashes at the seams and requests sent twice."""

from collections.abc import Callable
from datetime import timedelta

from factories.ordering import DECLINED, OK
from factories.pricing import priced
from ordering.changes.life_shop import AHEAD, PRICES, SKUS, gift_cards, inspected
from ordering.changes.life_under_way import NothingToDo, OrderUnderWay

from serai.catalog.public import variants_of_skus
from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel import clock
from serai.ordering.queries.substitutions.substitution_view import substitutions_of_order
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.changes.match_price import MatchPrice, match_price
from serai.ordering.usecases.differences.withdraw_change import lapse_changes, withdraw_change
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.pickups.release_uncollected import release_uncollected
from serai.ordering.usecases.refund_order import RefundOrder, refund_order
from serai.ordering.usecases.returns.decide_return import cancel_return, refuse_return
from serai.ordering.usecases.returns.receive_return import ReceiveReturn, receive_return
from serai.ordering.usecases.substitutions.answer_substitute import answer_substitute
from serai.ordering.usecases.substitutions.offer_substitute import OfferSubstitute, offer_substitute
from serai.ordering.usecases.substitutions.settle_substitutes import settle_substitutes
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work
from serai.pricing.domain.promotions.promotion_state import PromotionAction, PromotionState
from serai.pricing.public import promotion
from serai.pricing.usecases.promotions.change_state import change_promotion_state


class Crash(BaseException):
    """The process dies here."""


class OrderLife(OrderUnderWay):
    """An order that was placed, and what people, carriers and clocks may do with it."""

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
        self._begun()

    def pay_and_crash_after_the_call(self, pick: int) -> None:
        request = self._begun().request
        payments.charge_payment(request, now=clock.now())

    def pay_with_gift_cards(self, pick: int) -> None:
        self._pay(DECLINED if pick % 5 == 0 else OK, *gift_cards(pick))

    def pay_with_gift_cards_and_crash_before_the_call(self, pick: int) -> None:
        self._begun(*gift_cards(pick))

    def pay_with_gift_cards_and_crash_after_the_call(self, pick: int) -> None:
        begun = self._begun(*gift_cards(pick))
        if begun.paid_by is None:
            payments.charge_payment(begun.request, now=clock.now())

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
        command = ReceiveReturn(row.id, self.warehouse, inspected(row, pick))
        receive_return(command, now=clock.now())
        receive_return(command, now=clock.now())

    def call_return_off(self, pick: int) -> None:
        end = refuse_return if pick % 3 == 0 else cancel_return
        end(self._return(pick).id, reason="no", now=clock.now())

    # the store looks for something else

    def offer_something_else(self, pick: int) -> None:
        open_order_groups(self.id, now=clock.now())
        left = self._to_pick()
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
            raise NothingToDo
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

    # prices change, and units are not where they should be

    def prices_change(self, pick: int) -> None:
        found = variants_of_skus(PRICES)
        sku = sorted(found)[pick % len(found)]
        priced(found[sku].id, f"{1 + pick % 4}.{37 * pick % 100:02}", now=clock.now())

    def units_are_missed(self, pick: int) -> None:
        open_order_groups(self.id, now=clock.now())
        left = self._to_pick()
        group_id, line = left[pick % len(left)]
        units = {line.position: 1 + pick % line.left}
        fulfilment.miss_units(group_id, units, now=clock.now())

    def units_are_counted(self, pick: int) -> None:
        found = variants_of_skus(SKUS)[SKUS[pick % 3]]
        entry = inventory.StockEntry(found.id, self.warehouse, (1 + pick) * (-1) ** pick)
        inventory.adjust([entry], now=clock.now())

    def nobody_collects(self, pick: int) -> None:
        for group in fulfilment.groups_of_order(self.id):
            if group.state in fulfilment.TO_DO:
                fulfilment.pick_units(
                    group.id, {line.position: line.left for line in group.lines}, now=clock.now()
                )
        release_uncollected(now=clock.now() + timedelta(days=60))

    # what is back-ordered comes

    def goods_come(self, pick: int) -> None:
        units = 1 + pick % 2
        found = variants_of_skus([AHEAD])[AHEAD]
        entry = inventory.StockEntry(found.id, self.warehouse, units)
        inventory.receive([entry], now=clock.now())
        self.came += units

    def goods_are_given(self, pick: int) -> None:
        inventory.allot_units(now=clock.now())


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
    OrderLife.units_are_missed,
    OrderLife.units_are_counted,
    OrderLife.nobody_collects,
]


ACTIONS: list[Callable[[OrderLife, int], None]] = [
    *IN_ONE_TRANSACTION,
    *map(crashing, IN_ONE_TRANSACTION),
    OrderLife.cancel_units_twice,
    OrderLife.pay,
    OrderLife.pay_with_gift_cards,
    OrderLife.pay_with_gift_cards_and_crash_before_the_call,
    OrderLife.pay_with_gift_cards_and_crash_after_the_call,
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
    OrderLife.prices_change,
    OrderLife.jobs_die_after_their_work,
]
