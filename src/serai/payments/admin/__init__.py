"""Payments in the back office."""

from serai.payments.admin import cards, money, payments

__all__ = ["cards", "money", "payments"]
