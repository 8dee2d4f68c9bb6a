"""Payments in the back office."""

from serai.payments.admin import cards, disputes, money, payments

__all__ = ["cards", "disputes", "money", "payments"]
