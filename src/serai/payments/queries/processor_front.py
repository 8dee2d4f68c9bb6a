"""What a storefront needs to turn a card into a token."""

from serai.payments.ports import PaymentProcessor, ProcessorFront
from serai.plumbing.wiring import bound


def processor_front() -> ProcessorFront:
    """Return the processor's name, public key and token address; no statement."""
    return bound(PaymentProcessor).front()
