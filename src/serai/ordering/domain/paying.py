"""How an order is paid, as the order remembers it."""

from msgspec import Struct


class Paying(Struct, frozen=True):
    """Where the payment stood when the order last heard of it; the payment itself is not ours."""

    state: str
    method: str
    label: str = ""
    action_url: str = ""
