"""Write to the owner of a subscription."""

from uuid import UUID

import msgspec
from django.conf import settings

from serai.catalog import public as catalog
from serai.kernel.money import Money
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.subscriptions.letter import (
    LetterTells,
    SubscriptionFacts,
    subscription_letter,
)
from serai.ordering.models import Subscription, SubscriptionPeriod
from serai.ordering.queries.subscriptions.cart_of_subscription import subscribed_lines
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound


def send_subscription_letter(period_id: UUID, letter: str, key: str, tells: LetterTells) -> None:
    """
    Write about a period: that it comes, that it failed, that it was given up, that there are no more.

    Refuses to run inside a unit of work. Sent again after a crash, the letter has the same key.

    Raises:
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    period = SubscriptionPeriod.objects.select_related("subscription").get(pk=period_id)
    row = period.subscription
    contact = msgspec.convert(row.contact, Contact)
    words = subscription_letter(letter, _facts(row, tells), locale=row.locale)
    bound(Mailer).send(
        Letter(
            to=contact.email,
            subject=words.subject,
            text=words.text,
            html=words.html,
            locale=row.locale,
            key=f"subscription-{period_id}-{key}",
        )
    )


def _facts(row: Subscription, tells: LetterTells) -> SubscriptionFacts:
    lines = subscribed_lines(row)
    known = catalog.variants_of_skus([line.sku for line in lines])
    total, before = tells.total_minor, tells.before_minor
    return SubscriptionFacts(
        lines=tuple(
            f"{line.quantity} × {known[line.sku].name if line.sku in known else line.sku}"
            for line in lines
        ),
        url=f"{settings.SERAI_STOREFRONT_URL}/account/subscriptions/{row.pk}",
        day=tells.day,
        total=None if total is None else Money(total, row.currency),
        before=None if before is None else Money(before, row.currency),
        reason=tells.reason,
    )
