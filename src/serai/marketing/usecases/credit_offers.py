"""Tell decisions which offers were used."""

from datetime import datetime, timedelta

from serai.decisions.public import OutcomeKind, Reported, record_outcomes
from serai.marketing.domain.arm import Arm
from serai.marketing.models import OfferSending
from serai.marketing.queries.slots import OFFERS
from serai.plumbing.db import unit_of_work
from serai.pricing.public import coupon_uses

_AT_ONCE = 5_000
_EARLY = timedelta(hours=1)


@unit_of_work()
def credit_offers(*, now: datetime) -> int:
    """
    Record each coupon that an order used as the outcome of its sending; return how many were new.

    Safe to repeat: a sending is credited once, and the outcome is counted once for its token.
    """
    since = now - OFFERS.attribution + _EARLY
    open_ones = list(
        OfferSending.objects.select_for_update(skip_locked=True)
        .filter(arm=Arm.SENT, credited_at__isnull=True, decided_at__gt=since)
        .order_by("decided_at", "pk")[:_AT_ONCE]
    )
    uses = coupon_uses([each.coupon for each in open_ones])
    used = [each for each in open_ones if each.coupon in uses]
    told = [Reported(each.token, OutcomeKind.ORDER, item=each.offer) for each in used]
    recorded = record_outcomes(told, now=now).recorded
    OfferSending.objects.filter(pk__in=[each.pk for each in used]).update(credited_at=now)
    return recorded
