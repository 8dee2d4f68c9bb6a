"""Forget the ids of old webhooks."""

from datetime import datetime, timedelta

from serai.payments.models import ReceivedWebhook


def forget_webhooks(*, older_than: timedelta, now: datetime) -> int:
    """Delete ids received longer ago than any processor repeats itself; return how many."""
    deleted, _ = ReceivedWebhook.objects.filter(received_at__lt=now - older_than).delete()
    return deleted
