"""Let a customer in who has just proved who they are."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.customers.events import CustomerLoggedIn
from serai.customers.queries.customer_view import CustomerView
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A customer and their token, which is shown this once."""

    customer: CustomerView
    token: str = field(repr=False)


@unit_of_work()
def start_session(customer_id: UUID, *, now: datetime) -> str:
    """Return a fresh shopper token and tell who logged in. What a guest began is claimed by itself."""
    token = issue_shopper_token(customer_id, now)
    publish(CustomerLoggedIn(customer_id=customer_id))
    return token
