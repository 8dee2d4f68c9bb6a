"""Which plans an amount could be paid with."""

from datetime import date

from serai.kernel.money import Money
from serai.payments.domain.instalments.draw_up import plans_for
from serai.payments.queries.instalments.offered_terms import offered_terms
from serai.payments.queries.instalments.plan_view import OfferView


def instalment_offers(channel_code: str, amount: Money, *, on: date) -> list[OfferView]:
    """Return every plan that a channel offers for an amount, in its order; hardly ever a statement."""
    return [
        OfferView.of(offer.id, plan)
        for offer in offered_terms(channel_code)
        for plan in plans_for(amount, [offer.terms], agreed_on=on)
    ]
