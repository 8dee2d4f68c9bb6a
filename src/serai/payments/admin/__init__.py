"""Payments in the back office."""

from serai.payments.admin import (
    bank_accounts,
    cards,
    disputes,
    gift_cards,
    instalment_terms,
    instalments,
    methods,
    money,
    payments,
    transfers,
)

__all__ = [
    "bank_accounts",
    "cards",
    "disputes",
    "gift_cards",
    "instalment_terms",
    "instalments",
    "methods",
    "money",
    "payments",
    "transfers",
]
