"""What a storefront needs to turn a card into a token."""

from serai.payments.ports import ProcessorFront
from serai.payments.queries.routes import route_of


def processor_front(channel_code: str, method: str) -> ProcessorFront:
    """
    Return name, public key and token address of who takes a method in a channel; no statement.

    Raises:
        MethodNotOffered: the channel takes no payments of this kind.
    """
    return route_of(channel_code, method).processor.front()
