"""Keep the newest head outside of the database, too."""

from datetime import datetime

from serai.attest.models import AnchoredHead, TreeHead
from serai.attest.ports import Anchor, Anchors
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.wiring import bound


def anchor_heads(*, now: datetime) -> int:
    """
    Hand the newest head to every anchor that does not have it; return how many took it.

    No transaction is open meanwhile. An anchor keeps one root for a size, so a crash between the two is
    mended by the next run.

    Raises:
        AnchorUnavailable: one of them did not take it; those before it did.
    """
    head = TreeHead.objects.order_by("-id").first()
    if head is None:
        return 0
    return sum(_anchor(anchor, head, now=now) for anchor in bound(Anchors).anchors)


def _anchor(anchor: Anchor, head: TreeHead, *, now: datetime) -> bool:
    if AnchoredHead.objects.filter(anchor=anchor.name, head__size=head.size).exists():
        return False
    refuse_inside_work()
    reference = anchor.publish(head.size, bytes(head.root))
    AnchoredHead.objects.get_or_create(
        anchor=anchor.name, head=head, defaults={"reference": reference, "anchored_at": now}
    )
    return True
