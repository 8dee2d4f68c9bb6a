"""
Balances that shoppers hold with us and pay with: what each account means.

A gift card or store credit is a promise, so its account grows on the credit side. What it was issued
for is the other side. When it pays, the promise settles what its in-house processor owes us for the
payment, so nothing ever stays owed: `payments.receivable` of these processors is 0 whenever no entry is
half posted.
"""

from uuid import UUID

from serai.ledger.public import Account, AccountKind, Side

GIFT_CARD = AccountKind("payments.gift_card", Side.CREDIT, keeps_lots=True)
"""What is left on a card; owned by the card's id."""
GIFT_CARDS_ISSUED = AccountKind("payments.gift_cards_issued", Side.DEBIT, may_be_negative=True)
"""What cards were issued for; owned by the reason: sold, given, returned, brought from elsewhere."""
STORE_CREDIT = AccountKind("payments.store_credit", Side.CREDIT, keeps_lots=True)
"""What a customer may spend; owned by the customer's id."""
STORE_CREDIT_GRANTED = AccountKind(
    "payments.store_credit_granted", Side.DEBIT, may_be_negative=True
)
"""What credit was granted for; owned by the reason's kind."""


def card_account(card_id: UUID, currency: str) -> Account:
    """Return the account of a gift card."""
    return GIFT_CARD.of(str(card_id), currency)


def credit_account(customer_id: UUID, currency: str) -> Account:
    """Return the account of a customer's store credit."""
    return STORE_CREDIT.of(str(customer_id), currency)
