"""Let a new key sign from now on."""

from datetime import datetime

from serai.attest.domain.verifier import rotation_text
from serai.attest.models import LogRow
from serai.attest.usecases.key_in_use import key_in_use, new_key
from serai.attest.usecases.open_log import open_log
from serai.attest.usecases.sealed_key import unseal
from serai.attest.usecases.sign_head import sign_head
from serai.plumbing.db import unit_of_work


@unit_of_work()
def rotate_key(*, now: datetime) -> str:
    """
    Retire the key in use, let it vouch for a new one, sign the head anew; return the new one's public key.

    The private half of the old key is forgotten. Its heads stay as they are, and can be checked for ever.

    Raises:
        KeySealed: the shop's secret is not the one that the old key was sealed with.
    """
    open_log()
    log = LogRow.objects.select_for_update().get()
    old = key_in_use(log.origin, now=now)
    assert old.sealed is not None
    private = unseal(bytes(old.sealed))
    old.sealed, old.retired_at = None, now
    old.save(update_fields=["sealed", "retired_at"])
    fresh = new_key(
        log.origin, endorse=lambda vkey: private.sign(rotation_text(old.vkey, vkey)), now=now
    )
    sign_head(now=now)
    return fresh.vkey
