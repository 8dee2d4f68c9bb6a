"""Log in with a code from a letter."""

from dataclasses import dataclass, field
from datetime import datetime

from serai.customers.domain.email import normalised_email
from serai.customers.domain.login_code import CodeRefused
from serai.customers.queries.customer_view import CustomerView
from serai.customers.usecases.start_session import LoggedIn, start_session
from serai.customers.usecases.use_login_code import use_login_code
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class VerifyLoginCode:
    """An address and the code that was sent to it."""

    email: str = field(repr=False)
    code: str = field(repr=False)


def verify_login_code(command: VerifyLoginCode, *, now: datetime) -> LoggedIn:
    """
    Return a shopper token for a right code; a guest becomes an account.

    Call it outside a unit of work, since a wrong try must stay counted.

    Raises:
        EmailRefused: not an address.
        CodeRefused: wrong, used, expired or tried too often.
        EmailTaken: somebody registered a guest's address this very moment; try again.
    """
    email = normalised_email(command.email)
    with unit_of_work():
        owner = use_login_code(email, command.code, now=now)
        if owner is not None:
            token = start_session(owner.pk, now=now)
            return LoggedIn(CustomerView.of(owner), token)
    raise CodeRefused
