"""Log in with a password."""

from dataclasses import dataclass, field
from datetime import datetime

from serai.customers.domain.email import normalised_email
from serai.customers.domain.lockout import PASSWORD
from serai.customers.domain.password_hash import is_outdated, password_hash, password_matches
from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerView
from serai.customers.usecases.count_attempt import count_attempt, forget_attempts
from serai.customers.usecases.start_session import LoggedIn, start_session
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


class WrongCredentials(DomainError):
    """The address is unknown or the password is wrong; which of the two is not told."""

    code = "customers.wrong_credentials"
    kind = Kind.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is wrong.")


@dataclass(frozen=True, slots=True)
class LogIn:
    """An address and a password."""

    email: str = field(repr=False)
    password: str = field(repr=False)


def log_in(command: LogIn, *, now: datetime) -> LoggedIn:
    """
    Check the password and return a shopper token.

    An unknown address costs the same statements and the same hashing as a wrong password. Call it
    outside a unit of work, since a failed attempt must stay counted.

    Raises:
        EmailRefused: not an address.
        TooManyAttempts: the door is closed for a while.
        WrongCredentials: unknown address or wrong password.
    """
    email = normalised_email(command.email)
    account = proven_by_password(email, command.password, now=now)
    with unit_of_work():
        unchanged = Customer.objects.filter(pk=account.pk, password_hash=account.password_hash)
        if is_outdated(account.password_hash):
            account.password_hash = password_hash(command.password)
        account.last_login_at = now
        if not unchanged.update(last_login_at=now, password_hash=account.password_hash):
            raise WrongCredentials
        forget_attempts(email, PASSWORD)
        token = start_session(account.pk, now=now)
    return LoggedIn(CustomerView.of(account), token)


def proven_by_password(email: str, password: str, *, now: datetime) -> Customer:
    """
    Return the account of a normalised address whose password this is.

    Raises:
        TooManyAttempts: the door is closed for a while.
        WrongCredentials: unknown address or wrong password.
    """
    count_attempt(email, PASSWORD, now=now)
    account = Customer.objects.accounts().filter(email=email).first()
    if not password_matches(password, account.password_hash if account else ""):
        raise WrongCredentials
    assert account is not None
    return account
