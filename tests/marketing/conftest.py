"""A shop that has a coupon to give, and a letter box."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from factories.catalog import a_channel
from factories.promotions import a_promotion

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.queries.running import forget_plans
from serai.plumbing import wiring
from serai.plumbing.mail import FileMailer, Mailer


@pytest.fixture(autouse=True)
def _nothing_decided_before() -> Iterator[None]:
    yield
    forget_plans()
    buffer.take(1_000_000)


@pytest.fixture
def coupon(db: None) -> UUID:
    """Return a promotion that coupons open, in the channel "web"."""
    a_channel()
    return a_promotion("five-off", needs_coupon=True, names={"he": "חמישה שקלים הנחה"}).id


@pytest.fixture
def letters(tmp_path: Path) -> Iterator[Callable[[], list[EmailMessage]]]:
    """Return a function that reads every letter sent since the test began."""
    before = wiring.bound(Mailer)
    wiring.bind(Mailer, FileMailer(tmp_path))

    def read() -> list[EmailMessage]:
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(tmp_path.glob("*.eml"))
        ]

    yield read
    wiring.bind(Mailer, before)
