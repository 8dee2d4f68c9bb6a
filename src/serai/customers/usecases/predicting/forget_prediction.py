"""Forget what is expected of a customer."""

from uuid import UUID

from serai.customers.models import Prediction


def forget_prediction(customer_id: UUID) -> None:
    """Delete a customer's predictions; safe to repeat."""
    Prediction.objects.filter(pk=customer_id).delete()
