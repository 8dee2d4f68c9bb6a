"""Payments in the back office."""

from serai.payments.admin import money, payments

__all__ = ["money", "payments"]
