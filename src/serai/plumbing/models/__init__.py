"""Tables of the plumbing: the outbox, the inbox, kept answers, keys and tokens, factors of staff."""

from serai.plumbing.models.answer import Answer
from serai.plumbing.models.api_key import ApiKey
from serai.plumbing.models.event_record import EventRecord, Receipt
from serai.plumbing.models.job_failure import JobFailure
from serai.plumbing.models.model_version import ModelVersion, VersionState
from serai.plumbing.models.queued_job import DeadLetter, QueuedJob
from serai.plumbing.models.shopper_token import ShopperToken
from serai.plumbing.models.staff_factor import (
    StaffAsked,
    StaffAuthenticator,
    StaffPasskey,
    StaffRecoveryCode,
)
from serai.plumbing.models.webhook import (
    DeliveryState,
    OutboxReader,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
)

__all__ = [
    "Answer",
    "ApiKey",
    "DeadLetter",
    "DeliveryState",
    "EventRecord",
    "JobFailure",
    "ModelVersion",
    "OutboxReader",
    "QueuedJob",
    "Receipt",
    "ShopperToken",
    "StaffAsked",
    "StaffAuthenticator",
    "StaffPasskey",
    "StaffRecoveryCode",
    "VersionState",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
]
