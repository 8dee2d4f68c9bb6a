"""What the shop takes off a cart that it has made up for somebody."""

from dataclasses import dataclass
from datetime import datetime

from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart
from serai.pricing import public as pricing


@dataclass(slots=True)
class AgreedDiscount:
    """Fills `pricing.Adjustment`: one amount off all lines."""

    amount: Money
    reason: str
    code: str = "agreed"

    def as_data(self) -> dict[str, object]:
        """Return all that decides what it takes off."""
        return {
            "code": self.code,
            "minor": self.amount.minor,
            "currency": self.amount.currency,
            "reason": self.reason,
        }

    def adjust(self, so_far: pricing.SoFar, *, now: datetime) -> pricing.Adjusted:
        """Return the amount, to be spread by what is left of the lines."""
        return pricing.Adjusted((pricing.Reduction(self.amount, self.reason),))


def agreed_discount(cart: Cart) -> tuple[pricing.Adjustment, ...]:
    """Return what was agreed to be taken off a draft; nothing off any other cart."""
    draft = cart.draft
    if draft is None or not draft.discount_minor:
        return ()
    return (AgreedDiscount(Money(draft.discount_minor, cart.currency), draft.discount_reason),)


def agreed_in_words(cart: Cart) -> list[str]:
    """Return whose prices a draft has, and why; nothing of any other cart."""
    if cart.draft is None:
        return []
    own = [f"{line.sku}: {line.agreed}" for line in cart.lines if line.agreed]
    return [f"Made up by {cart.draft.made_by}.", *(f"Price agreed for {each}" for each in own)]
