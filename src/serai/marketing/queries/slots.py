"""The place in which marketing lets decisions choose."""

from datetime import timedelta

from serai.decisions.public import OutcomeKind, Slot, declare_slot

OFFERS = declare_slot(
    Slot(
        code="customers.offers",
        name="Offers by letter",
        candidates="no offer, and the one that brings a customer's most within the budget; scores are the gain",
        reward=OutcomeKind.MARGIN,
        tells=(OutcomeKind.MARGIN, OutcomeKind.ORDER),
        subjects="customers",
        attribution=timedelta(days=30),
    )
)
