"""Set a new password with a code from a letter instead of the old one."""

from dataclasses import dataclass, field
from datetime import datetime

from serai.customers.domain.email import normalised_email
from serai.customers.domain.login_code import CodeRefused
from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerView
from serai.customers.usecases.choose_password import hash_of_chosen
from serai.customers.usecases.start_session import LoggedIn, start_session
from serai.customers.usecases.use_login_code import use_login_code
from serai.plumbing.auth import revoke_all_of
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class ResetPassword:
    """An address, the code that was sent to it, and the new password."""

    email: str = field(repr=False)
    code: str = field(repr=False)
    new: str = field(repr=False)


def reset_password(command: ResetPassword, *, now: datetime) -> LoggedIn:
    """
    Set the password, log every device out, and return a fresh token for this one.

    The new password is judged before the code is used up. Call it outside a unit of work, since a wrong
    try must stay counted.

    Raises:
        EmailRefused: not an address.
        PasswordRefused: too easy to guess.
        CodeRefused: wrong, used, expired or tried too often.
        EmailTaken: somebody registered a guest's address this very moment; try again.
    """
    email = normalised_email(command.email)
    hashed = hash_of_chosen(command.new, email=email)
    with unit_of_work():
        owner = use_login_code(email, command.code, now=now)
        if owner is not None:
            owner.password_hash, owner.credential = hashed, Customer.Credential.OWN
            owner.save(update_fields=["password_hash", "credential"])
            revoke_all_of(owner.pk)
            token = start_session(owner.pk, now=now)
            return LoggedIn(CustomerView.of(owner), token)
    raise CodeRefused
