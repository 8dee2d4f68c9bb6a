"""Why each promotion applies to a cart or does not, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from serai.kernel.conditions import Moment, Reason, Words, sentence, why, why_in_words
from serai.kernel.money import Money
from serai.pricing.domain.adjustments import SoFar
from serai.pricing.domain.promotions.basket import Basket
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.ready import Ready, order_of
from serai.pricing.domain.verdict import Outcome, Verdict

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "applied": "It takes {taken} off.",
        "gives": "It gives a gift.",
        "more": "It takes {taken} off; {missing} more and it takes off more.",
        "other_channel": "It is for other channels.",
        "other_store": "It is for other stores.",
        "other_currency": "It is for carts in {currency}.",
        "not_now": "It is not on at this time.",
        "needs_coupon": "It needs a coupon, and none was entered.",
        "used_up": "No use of it is left.",
        "budget_spent": "Its budget is spent.",
        "conditions": "{why}",
        "no_lines": "No line of the cart is one of its lines: {lines}.",
        "too_little": "{missing} is missing to what it asks for.",
        "too_few": "{missing} is missing to a set.",
        "no_delivery": "There is no delivery that costs anything.",
        "nothing_left": "Its lines cost no more than it asks for them already.",
        "other_of_group": "Of its group “{group}” the promotion {by} takes more off.",
        "stands_alone": "It goes together with no other, and the others take more off.",
        "other_stands_alone": "{by} goes together with no other, and takes more off.",
        "units": "{count} unit(s)",
    }
)
"""What outcomes say; a catalogue has them under `promotion.<name>`."""


@dataclass(frozen=True, slots=True)
class PromotionReason:
    """
    What became of a promotion, and why.

    `reasons` are the rules of its conditions that decided, where it was they.
    """

    promotion: Promotion
    verdict: Verdict
    sentence: str
    reasons: tuple[Reason, ...] = ()


def explain_promotions(
    promotions: Promotions,
    so_far: SoFar,
    *,
    now: datetime,
    words: Words | None = None,
) -> tuple[PromotionReason, ...]:
    """
    Return every promotion there is, also of other channels and without its coupon, and why it did or did not.

    Args:
        promotions: all of them, ready.
        so_far: the cart before them.
        now: the instant of the question.
        words: the language; English without.
    """
    found = {each.promotion_id: each for each in promotions.adjust(so_far, now=now).verdicts}
    teller = _Teller(promotions, so_far, now, words or Words())
    return tuple(
        teller.told(each, found.get(each.id) or teller.not_asked(each))
        for each in sorted(promotions.all, key=order_of)
    )


class _Teller:
    """Tells of one promotion after another."""

    def __init__(self, promotions: Promotions, so_far: SoFar, now: datetime, words: Words) -> None:
        self.promotions, self.words = promotions, words
        self.texts = words.sentences("promotion", ENGLISH)
        self.basket = Basket(so_far, Moment(now, promotions.zone))
        self.currency = so_far.cart.currency

    def not_asked(self, promotion: Promotion) -> Verdict:
        """Return why a promotion was not even asked."""
        if promotion.channels and self.promotions.channel_code not in promotion.channels:
            outcome = Outcome.OTHER_CHANNEL
        elif promotion.currency not in ("", self.currency):
            outcome = Outcome.OTHER_CURRENCY
        else:
            outcome = Outcome.NEEDS_COUPON
        nothing = Money.zero(self.currency)
        return Verdict(promotion.id, promotion.code, promotion.name, outcome, nothing)

    def told(self, promotion: Promotion, verdict: Verdict) -> PromotionReason:
        ready = self.promotions.ready(promotion.id)
        reasons: tuple[Reason, ...] = ()
        said = ""
        if verdict.outcome is Outcome.CONDITIONS and ready and ready.when:
            when = ready.when
            decided = why(when.tree, self.basket.whole, when.fields, self.basket.at)
            reasons, said = decided.reasons, why_in_words(decided, when.fields, self.words)
        text = self.words.fill(
            self.texts[self._name(verdict)],
            taken=self.words.money(verdict.taken),
            missing=self._missing(verdict),
            by=verdict.facts.get("by", ""),
            currency=promotion.currency,
            group=promotion.stacking.group,
            lines=self._lines(ready),
            why=said,
        )
        return PromotionReason(promotion, verdict, text, reasons)

    def _name(self, verdict: Verdict) -> str:
        if not verdict.applied:
            return str(verdict.outcome)
        if not verdict.taken:
            return "gives"
        return "more" if verdict.facts else "applied"

    def _missing(self, verdict: Verdict) -> str:
        if "missing_minor" in verdict.facts:
            return self.words.money(Money(verdict.facts["missing_minor"], self.currency))
        count = self.words.number(verdict.facts.get("missing_units", 0), "")
        return self.words.fill(self.texts["units"], count=count)

    def _lines(self, ready: Ready | None) -> str:
        return sentence(ready.lines.tree, ready.lines.fields, self.words) if ready else ""
