"""Who takes a method of payment in a channel, and when the money is taken."""

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.ports import CaptureAt, PaymentProcessor, Processors
from serai.payments.queries.methods import method_offered
from serai.plumbing.wiring import bound

CARD = "card"


class MethodNotOffered(DomainError):
    """The channel takes no payments of this kind, or not of this amount."""

    code = "payments.method_not_offered"
    kind = Kind.REJECTED

    def __init__(self, method: str) -> None:
        self.method = method
        super().__init__(f"Payment by {method} is not offered here, or not for this amount.")


class Route(Struct, frozen=True):
    """How a method of payment goes in a channel."""

    method: str
    processor: PaymentProcessor
    capture_at: CaptureAt = CaptureAt.NOW


def route_of(channel_code: str, method: str, amount: Money | None = None) -> Route:
    """
    Return how a method goes in a channel; hardly ever a statement.

    Raises:
        MethodNotOffered: the channel takes no payments of this kind, or not of this amount.
        UnknownProcessor: who should take it is not set up in this installation.
    """
    setting = method_offered(channel_code, method, amount)
    if setting is None:
        raise MethodNotOffered(method)
    return Route(method, bound(Processors).named(setting.processor), setting.capture_at)
