"""Sign what the log is now."""

from datetime import datetime

from serai.attest.domain.head import Head
from serai.attest.models import LogRow, TreeHead
from serai.attest.queries.tiles import hashes_of
from serai.attest.usecases.key_in_use import key_in_use
from serai.attest.usecases.sealed_key import unseal
from serai.plumbing.db import unit_of_work


@unit_of_work()
def sign_head(*, now: datetime) -> bool:
    """
    Sign a head of the log, unless the key in use has signed this size; return whether one was signed.

    Raises:
        KeySealed: the shop's secret is not the one that the key was sealed with.
    """
    log = LogRow.objects.select_for_update().first()
    if log is None or not log.size:
        return False
    key = key_in_use(log.origin, now=now)
    if TreeHead.objects.filter(size=log.size, key=key).exists():
        return False
    assert key.sealed is not None
    [root] = hashes_of([(0, log.size)])
    head = Head(log.origin, log.size, root, now)
    signature = unseal(bytes(key.sealed)).sign(head.text.encode())
    note = head.signed(key.vkey, signature)
    TreeHead.objects.create(size=log.size, root=root, signed_at=now, key=key, note=note)
    return True
