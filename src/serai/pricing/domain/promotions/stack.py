"""
Which promotions apply together, and in which order.

1. Each promotion is asked whether it is open to this cart at all.
2. Of a group only the one stays that would take most off by itself; of equal ones the first in the order.
3. The others have their turns in the order: stage (lines, order, delivery), higher priority, code.
4. One that stands alone is compared with all of them together, and takes their place if it takes more.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.pricing.domain.adjustments import Adjusted, Taken
from serai.pricing.domain.promotions.basket import Basket
from serai.pricing.domain.promotions.left import Left
from serai.pricing.domain.promotions.ready import Ready
from serai.pricing.domain.promotions.take_turn import Turn, take_turn
from serai.pricing.domain.verdict import Outcome, Verdict

_Turns = list[tuple[Ready, Turn]]


def run_stack(asked: Sequence[Ready], basket: Basket) -> Adjusted:
    """
    Return what promotions take off and what became of each of them.

    Args:
        asked: promotions of this channel, in order; those that need a coupon only if one was entered.
        basket: the cart at its moment.
    """
    start = basket.left()
    verdicts = _Verdicts(asked, basket)
    entered: list[Ready] = []
    for ready in asked:
        closed = _closed(ready, basket)
        if closed is None:
            entered.append(ready)
        else:
            verdicts.note(ready, closed)
    together = [ready for ready in entered if not ready.promotion.stacking.exclusive]
    together = _best_of_groups(together, basket, start, verdicts)
    turns = _in_turn(together, basket, start)
    alone = [
        (ready, take_turn(ready, basket, start))
        for ready in entered
        if ready.promotion.stacking.exclusive
    ]
    return verdicts.adjusted(_chosen(turns, alone, verdicts))


def _closed(ready: Ready, basket: Basket) -> Outcome | None:
    """Return why a promotion is not open to this cart, whatever others do."""
    promotion, cart = ready.promotion, basket.cart
    if not promotion.schedule.is_on(basket.at.now, basket.at.zone):
        return Outcome.NOT_NOW
    if promotion.stores and cart.store not in promotion.stores:
        return Outcome.OTHER_STORE
    allowance = cart.allowances.get(promotion.id)
    if allowance is not None:
        if allowance.uses is not None and allowance.uses < 1:
            return Outcome.USED_UP
        if allowance.budget is not None and allowance.budget <= Money.zero(cart.currency):
            return Outcome.BUDGET_SPENT
    if ready.when is not None and not ready.when.ask(basket.at)(basket.whole):
        return Outcome.CONDITIONS
    return None


def _best_of_groups(
    entered: Sequence[Ready], basket: Basket, start: Left, verdicts: "_Verdicts"
) -> list[Ready]:
    groups: dict[str, list[Ready]] = {}
    for ready in entered:
        if ready.promotion.stacking.group:
            groups.setdefault(ready.promotion.stacking.group, []).append(ready)
    out: set[UUID] = set()
    for members in groups.values():
        tried = [(ready, take_turn(ready, basket, start)) for ready in members]
        able = [each for each in tried if each[1].outcome is Outcome.APPLIED]
        best = max(able, key=lambda each: each[1].taken, default=None)
        for ready, turn in tried:
            if best is None or turn.outcome is not Outcome.APPLIED:
                continue
            if ready is not best[0]:
                verdicts.note(ready, Outcome.OTHER_OF_GROUP, by=best[0])
                out.add(ready.promotion.id)
    return [ready for ready in entered if ready.promotion.id not in out]


def _in_turn(entered: Iterable[Ready], basket: Basket, left: Left) -> _Turns:
    turns: _Turns = []
    for ready in entered:
        turn = take_turn(ready, basket, left)
        turns.append((ready, turn))
        left = turn.left
    return turns


def _chosen(turns: _Turns, alone: _Turns, verdicts: "_Verdicts") -> _Turns:
    """Return the turns that count: all together, or one alone that takes more."""
    able = [each for each in alone if each[1].outcome is Outcome.APPLIED]
    applied = [each for each in turns if each[1].outcome is Outcome.APPLIED]
    best = max(able, key=lambda each: each[1].taken, default=None)
    others = sum(turn.taken for _, turn in applied)
    for ready, turn in (*turns, *alone):
        if turn.outcome is not Outcome.APPLIED:
            verdicts.note(ready, turn.outcome, facts=turn.facts)
    if best is None or (applied and best[1].taken <= others):
        for ready, _ in able:
            verdicts.note(ready, Outcome.STANDS_ALONE, by=applied[0][0])
        return applied
    for ready, _ in (*applied, *able):
        if ready is not best[0]:
            verdicts.note(ready, Outcome.OTHER_STANDS_ALONE, by=best[0])
    return [best]


class _Verdicts:
    """Gathers what became of each promotion."""

    def __init__(self, asked: Sequence[Ready], basket: Basket) -> None:
        self.asked, self.currency = asked, basket.cart.currency
        self.zero = Money.zero(self.currency)
        self.coupons = {coupon.promotion_id: coupon.code for coupon in basket.cart.coupons}
        self.found: dict[UUID, Verdict] = {}

    def note(
        self,
        ready: Ready,
        outcome: Outcome,
        *,
        facts: Any = None,
        by: Ready | None = None,
        taken: Money | None = None,
    ) -> Verdict:
        """Keep and return the verdict."""
        promotion = ready.promotion
        verdict = Verdict(
            promotion.id,
            promotion.code,
            promotion.name,
            outcome,
            taken or self.zero,
            self.coupons.get(promotion.id, ""),
            {"by": by.promotion.code} if by else facts or {},
        )
        self.found[promotion.id] = verdict
        return verdict

    def adjusted(self, turns: _Turns) -> Adjusted:
        """Return everything, the verdicts in the order of the stack."""
        taken = []
        for ready, turn in turns:
            verdict = self.note(
                ready,
                Outcome.APPLIED,
                facts=turn.facts,
                taken=Money(turn.taken, self.currency),
            )
            taken.append(Taken(verdict, tuple(sorted(turn.lines.items())), turn.delivery))
        return Adjusted(
            taken=tuple(taken),
            verdicts=tuple(self.found[ready.promotion.id] for ready in self.asked),
            gifts=tuple(gift for _, turn in turns for gift in turn.gifts),
        )
