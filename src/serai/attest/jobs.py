"""What the clock starts here."""

from time import monotonic

from serai.attest.usecases.anchor_heads import anchor_heads
from serai.attest.usecases.append_records import append_records
from serai.attest.usecases.sign_head import sign_head
from serai.kernel import clock
from serai.plumbing.jobs import periodic

_LONGEST = 40
"""Seconds after which a job leaves the rest to the next one: other jobs wait for the worker, too."""


@periodic(cron="* * * * *", name="attest.append_records")
def append_records_job() -> None:
    """Every minute, take in what is new, batch by batch, and sign a head."""
    until = monotonic() + _LONGEST
    while append_records() and monotonic() < until:
        pass
    sign_head(now=clock.now())


@periodic(cron="7 * * * *", name="attest.anchor_heads")
def anchor_heads_job() -> None:
    """Every hour, anchor the newest head."""
    anchor_heads(now=clock.now())
