"""How an order is paid, as the order remembers it."""

from msgspec import Struct


class Paying(Struct, frozen=True):
    """Where the payment stood when the order last heard of it; the payment itself is not ours."""

    state: str
    method: str
    label: str = ""
    action_url: str = ""
    reference: str = ""
    """By which a transfer is found; for whoever has to make it."""
    due_on: str = ""
    """Until which day the money is waited for, as a date of ISO 8601."""
