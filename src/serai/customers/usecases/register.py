"""Open an account."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError

from serai.customers.domain.email import normalised_email
from serai.customers.domain.locale import normalised_locale
from serai.customers.domain.plain_text import plain_text
from serai.customers.events import CustomerRegistered
from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerView
from serai.customers.usecases.choose_password import hash_of_chosen
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


class EmailTaken(DomainError):
    """An account with this e-mail address exists."""

    code = "customers.email_taken"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("There is an account with this e-mail address already; log in instead.")


@dataclass(frozen=True, slots=True)
class Register:
    """Who wants an account."""

    email: str = field(repr=False)
    password: str = field(repr=False)
    name: str = field(default="", repr=False)
    locale: str = "en"
    source: str = "shop"


@unit_of_work()
def register(command: Register, *, now: datetime) -> CustomerView:
    """
    Open an account with a password. A guest of the same address stays apart until the address is proven.

    Raises:
        EmailRefused: not an address.
        EmailTaken: an account has it; of any number of simultaneous attempts one succeeds.
        PasswordRefused: too easy to guess.
        TextRefused: an unfit name.
        LocaleRefused: an unfit language.
    """
    email = normalised_email(command.email)
    name = plain_text(command.name, field="name", longest=200)
    customer = Customer(
        id=uuid7(),
        kind=Customer.Kind.ACCOUNT,
        email=email,
        name=name,
        locale=normalised_locale(command.locale),
        password_hash=hash_of_chosen(command.password, email=email, name=name),
        credential=Customer.Credential.OWN,
        source=command.source,
        created_at=now,
    )
    save_account(customer)
    publish(CustomerRegistered(customer_id=customer.pk))
    return CustomerView.of(customer)


def save_account(customer: Customer) -> None:
    """
    Write a new account, or a guest who becomes one; the database decides who was first.

    Raises:
        EmailTaken: an account has the address.
    """
    try:
        customer.save()
    except IntegrityError as refusal:
        diagnostics = getattr(refusal.__cause__, "diag", None)
        if getattr(diagnostics, "constraint_name", None) != "customers_one_account_per_email":
            raise
        raise EmailTaken from None
