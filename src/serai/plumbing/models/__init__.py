"""Tables of the plumbing: the outbox, the inbox, kept answers, keys and tokens."""

from serai.plumbing.models.answer import Answer
from serai.plumbing.models.api_key import ApiKey
from serai.plumbing.models.event_record import EventRecord, Receipt
from serai.plumbing.models.shopper_token import ShopperToken

__all__ = ["Answer", "ApiKey", "EventRecord", "Receipt", "ShopperToken"]
