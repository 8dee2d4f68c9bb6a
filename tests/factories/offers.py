"""Offers by letter, for tests."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
from factories.customers import NOW, expect_something_of

from serai.customers.models import Prediction
from serai.customers.public import (
    CustomerRow,
    RecordConsent,
    WriteSegment,
    import_customers,
    record_consent,
    write_segment,
)
from serai.decisions.public import Mode, SwitchSlot, publish_policy, switch_slot
from serai.decisions.queries.running import refresh_plans
from serai.kernel.ids import uuid7
from serai.marketing.queries.planned_run import SendOffers
from serai.marketing.queries.run_view import RunView
from serai.marketing.queries.weighed_offers import SentOffer
from serai.marketing.usecases.send_offers import send_offers

SLOT = "customers.offers"
ALLOWED = ("profiling", "email_marketing")


def a_reader(*consents: str, churn: str = "0.6", locale: str = "en") -> UUID:
    """Return a customer of whom something is expected, who allows what is named or, else, letters."""
    person = uuid7()
    row = CustomerRow(
        person,
        f"{person}@example.org",
        "",
        "test",
        NOW,
        locale=locale,
        consents=consents or ALLOWED,
    )
    assert not import_customers([row]).errors
    expect_something_of(person)
    Prediction.objects.filter(pk=person).update(
        churn=churn, spend_minor=30_000, spend_high_minor=90_000, spend_low_minor=0
    )
    return person


def no_more_letters(person: UUID) -> None:
    """Let somebody take the consent to letters back."""
    record_consent(
        RecordConsent(person, "email_marketing", granted=False, text_version="1"),
        now=NOW + timedelta(hours=1),
    )


def everybody() -> UUID:
    """Return the segment of all customers."""
    said = {"rules": []}
    return write_segment(WriteSegment(code="all", name="All", conditions=said), now=NOW).id


def offers_are(mode: Mode, *, holdout: float = 0.0, channel: str = "web") -> None:
    """Switch the slot of offers; on, whoever an offer is worth the most for gets it."""
    if mode is not Mode.OFF:
        publish_policy("best-offer", "score", {}, now=NOW)
    policy = None if mode is Mode.OFF else "best-offer"
    switch_slot(SwitchSlot(SLOT, channel, mode, policy, holdout=holdout), now=NOW)
    refresh_plans()


def sent(segment_id: UUID, *promotion_ids: UUID, code: str = "spring", **more: Any) -> RunView:
    """Send a coupon that is worth 5.00 and wins one in five back."""
    offers = tuple(
        SentOffer(
            promotion_id=each,
            cost_minor=500,
            wins_back=Decimal("0.2"),
            lifts=Decimal("0.02"),
            used_by=Decimal("0.6"),
        )
        for each in promotion_ids
    )
    said: dict[str, Any] = {
        "channel_code": "web",
        "margin": Decimal("0.25"),
        "budget_minor": 100_000,
        "valid": timedelta(days=14),
        "made_by": "test",
    }
    command = SendOffers(code=code, segment_id=segment_id, offers=offers, **said | more)
    return send_offers(command, now=NOW, rng=np.random.default_rng(1))
