"""Use up a login code."""

from datetime import datetime

from serai.customers.domain.lockout import LETTER, PASSWORD
from serai.customers.domain.login_code import MOST_TRIES
from serai.customers.events import CustomerRegistered
from serai.customers.models import Customer, Passkey
from serai.customers.usecases.count_attempt import forget_attempts
from serai.customers.usecases.keyed_email import code_digest, email_digest
from serai.customers.usecases.register import save_account
from serai.plumbing.auth import revoke_all_of
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

_USE = """
UPDATE customers_login_code
SET tries = tries + 1, used_at = CASE WHEN code_digest = %(code)s THEN %(now)s::timestamptz END
WHERE id = (
    SELECT id FROM customers_login_code
    WHERE email_digest = %(email)s AND code_digest IS NOT NULL
    ORDER BY requested_at DESC, id DESC LIMIT 1)
  AND used_at IS NULL AND tries < %(most)s AND expires_at > %(now)s
RETURNING customer_id, used_at IS NOT NULL
"""


@unit_of_work()
def use_login_code(email: str, code: str, *, now: datetime) -> Customer | None:
    """
    Try the newest code of a normalised address; return its owner, locked, when it is right.

    One conditional statement counts the try and uses the code up, so that of two simultaneous right
    answers one wins. A wrong try must be committed: the caller refuses after its unit of work, not in it.
    Who shows the code owns the address: it counts as verified, and a guest becomes an account. A password
    chosen or a passkey added before that, perhaps by a stranger who registered with this address, is worth
    nothing any more.

    Raises:
        EmailTaken: somebody registered the guest's address this very moment.
    """
    digest = email_digest(email, door="code")
    tried = rows(
        _USE,
        {
            "email": digest,
            "code": code_digest(digest, code),
            "now": now,
            "most": MOST_TRIES,
        },
    )
    if not tried or not tried[0][1] or tried[0][0] is None:
        return None
    owner = Customer.objects.of_email(email).select_for_update().first()
    assert owner is not None
    forget_attempts(email, LETTER, PASSWORD)
    if owner.kind == Customer.Kind.GUEST:
        owner.kind = Customer.Kind.ACCOUNT
        publish(CustomerRegistered(customer_id=owner.pk))
    if owner.email_verified_at is None and owner.credential == Customer.Credential.OWN:
        owner.password_hash, owner.credential = "", Customer.Credential.NONE
        Passkey.objects.of_customer(owner.pk).delete()
        revoke_all_of(owner.pk)
    owner.email_verified_at = owner.email_verified_at or now
    owner.last_login_at = now
    save_account(owner)
    return owner
