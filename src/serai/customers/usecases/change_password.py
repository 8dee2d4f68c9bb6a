"""Change the password of somebody who is logged in."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.customers.domain.lockout import PASSWORD
from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerView, customer
from serai.customers.usecases.choose_password import hash_of_chosen
from serai.customers.usecases.count_attempt import forget_attempts
from serai.customers.usecases.log_in import WrongCredentials, proven_by_password
from serai.customers.usecases.start_session import LoggedIn, start_session
from serai.plumbing.auth import revoke_all_of
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Whose, from what, to what."""

    customer_id: UUID
    current: str = field(repr=False)
    new: str = field(repr=False)


def change_password(command: ChangePassword, *, now: datetime) -> LoggedIn:
    """
    Set a new password, log every device out, and return a fresh token for this one.

    Call it outside a unit of work, since a wrong current password must stay counted.

    Raises:
        CustomerNotFound: no such customer.
        TooManyAttempts: the current password was wrong too often.
        WrongCredentials: the current password is wrong, or there is none.
        PasswordRefused: the new one is too easy to guess.
    """
    view = customer(command.customer_id)
    account = proven_by_password(view.email, command.current, now=now)
    hashed = hash_of_chosen(command.new, email=account.email, name=account.name)
    with unit_of_work():
        unchanged = Customer.objects.filter(pk=account.pk, password_hash=account.password_hash)
        account.password_hash, account.credential = hashed, Customer.Credential.OWN
        if not unchanged.update(password_hash=hashed, credential=account.credential):
            raise WrongCredentials
        forget_attempts(account.email, PASSWORD)
        revoke_all_of(account.pk)
        token = start_session(account.pk, now=now)
    return LoggedIn(CustomerView.of(account), token)
