"""All promotions of a channel, ready to be asked: the adjustment that the pricing function takes."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from uuid import UUID

from serai.kernel.conditions import Fields, Moment
from serai.pricing.domain.adjustments import Adjusted, SoFar
from serai.pricing.domain.cart_to_price import Coupon
from serai.pricing.domain.promotions.as_json import promotion_as_json
from serai.pricing.domain.promotions.basket import Basket
from serai.pricing.domain.promotions.fields import cart_fields, line_fields
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.ready import Readier, Ready
from serai.pricing.domain.promotions.stack import run_stack

VERSION = 1
"""Grows whenever the same promotions would take off something else."""


class Promotions:
    """
    The promotions of one channel, made ready once and asked for every cart.

    Only those of the channel and its currency are asked; of those that need a coupon only the ones that a
    coupon of the cart opens, however many there are. It does not change: another set is another object.
    """

    code = "promotions"

    def __init__(
        self,
        promotions: Iterable[Promotion],
        *,
        channel_code: str,
        currency: str,
        zone: tzinfo = UTC,
        of_cart: Callable[[str], Fields] = cart_fields,
        of_lines: Callable[[str], Fields] = line_fields,
    ) -> None:
        """
        Make promotions ready.

        Args:
            promotions: all there are; what is not for this channel is kept aside.
            channel_code: the channel's code.
            currency: the channel's currency.
            zone: in which the channel's days and hours are counted.
            of_cart: the fields of conditions, for a currency.
            of_lines: the fields of lines, for a currency.
        """
        self.channel_code, self.currency, self.zone = channel_code, currency, zone
        self.all = tuple(promotions)
        self._of_cart, self._of_lines = of_cart, of_lines
        readier = Readier(Moment(datetime(2000, 1, 1, tzinfo=UTC), zone), of_cart, of_lines)
        here = [readier.ready(each) for each in self.all if self._is_here(each)]
        here.sort(key=lambda ready: ready.order)
        self._automatic = [ready for ready in here if not ready.promotion.needs_coupon]
        self._by_id = {ready.promotion.id: ready for ready in here}
        self.digest = _digest(ready.promotion for ready in here)

    def _is_here(self, promotion: Promotion) -> bool:
        in_channel = not promotion.channels or self.channel_code in promotion.channels
        return in_channel and promotion.currency in ("", self.currency)

    def __bool__(self) -> bool:
        """Return whether any promotion is for this channel."""
        return bool(self._by_id)

    @property
    def here(self) -> Sequence[Ready]:
        """Return those of this channel, in the order of their turns."""
        return list(self._by_id.values())

    def of(self, promotions: Iterable[Promotion]) -> "Promotions":
        """Return other promotions of the same channel."""
        return Promotions(
            promotions,
            channel_code=self.channel_code,
            currency=self.currency,
            zone=self.zone,
            of_cart=self._of_cart,
            of_lines=self._of_lines,
        )

    def as_data(self) -> dict[str, object]:
        """Return what decides what they take off, for the rules' hash."""
        return {"promotions": self.digest, "zone": str(self.zone), "version": VERSION}

    def adjust(self, so_far: SoFar, *, now: datetime) -> Adjusted:
        """Return what they take off a cart, and what became of each."""
        asked = self._asked(so_far.cart.coupons)
        return run_stack(asked, Basket(so_far, Moment(now, self.zone))) if asked else Adjusted()

    def ready(self, promotion_id: UUID) -> Ready | None:
        """Return one of the channel's promotions."""
        return self._by_id.get(promotion_id)

    def _asked(self, coupons: Sequence[Coupon]) -> Sequence[Ready]:
        opened = {
            coupon.promotion_id: ready
            for coupon in coupons
            if (ready := self._by_id.get(coupon.promotion_id)) and ready.promotion.needs_coupon
        }
        if not opened:
            return self._automatic
        return sorted([*self._automatic, *opened.values()], key=lambda ready: ready.order)


def _digest(promotions: Iterable[Promotion]) -> str:
    """Return the SHA-256 of what the promotions say, written as JSON in one way only."""
    data = sorted((promotion_as_json(each) for each in promotions), key=lambda each: each["id"])
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
