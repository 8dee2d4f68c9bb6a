"""Payments in the back office."""

from serai.payments.admin import cards, disputes, gift_cards, money, payments, transfers

__all__ = ["cards", "disputes", "gift_cards", "money", "payments", "transfers"]
