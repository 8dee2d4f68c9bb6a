"""Change what a customer says about themselves."""

from dataclasses import dataclass, field
from uuid import UUID

from serai.customers.domain.locale import normalised_locale
from serai.customers.domain.plain_text import plain_text
from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerNotFound, CustomerView
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class ChangeProfile:
    """What to change; `None` leaves it."""

    customer_id: UUID
    name: str | None = field(default=None, repr=False)
    locale: str | None = None


@unit_of_work()
def change_profile(command: ChangeProfile) -> CustomerView:
    """
    Change name and language.

    Raises:
        CustomerNotFound: no such customer.
        TextRefused: an unfit name.
        LocaleRefused: an unfit language.
    """
    found = Customer.objects.select_for_update().filter(pk=command.customer_id).first()
    if found is None:
        raise CustomerNotFound(command.customer_id)
    if command.name is not None:
        found.name = plain_text(command.name, field="name", longest=200)
    if command.locale is not None:
        found.locale = normalised_locale(command.locale)
    found.save(update_fields=["name", "locale"])
    return CustomerView.of(found)
