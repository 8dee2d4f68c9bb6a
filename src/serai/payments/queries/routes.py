"""Who takes a method of payment in a channel, and when the money is taken."""

from dataclasses import dataclass

from serai.kernel.errors import DomainError, Kind
from serai.payments.ports import CaptureAt, PaymentProcessor, Processors
from serai.plumbing.wiring import bound

CARD = "card"


class MethodNotOffered(DomainError):
    """The channel takes no payments of this kind."""

    code = "payments.method_not_offered"
    kind = Kind.REJECTED

    def __init__(self, method: str) -> None:
        self.method = method
        super().__init__(f"Payment by {method} is not offered here.")


@dataclass(frozen=True)
class Route:
    """How a method of payment goes in a channel."""

    method: str
    processor: PaymentProcessor
    capture_at: CaptureAt = CaptureAt.NOW


def route_of(channel_code: str, method: str) -> Route:
    """
    Return how a method goes in a channel; no statement.

    Raises:
        MethodNotOffered: the channel takes no payments of this kind.
    """
    processor = bound(Processors).taking(method)
    if processor is None:
        raise MethodNotOffered(method)
    return Route(method, processor)
