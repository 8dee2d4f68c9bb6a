"""Write to whoever a gift card is for."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from serai.kernel.money import Money
from serai.payments.domain.gift_card_code import code_of, digest_of
from serai.payments.domain.gift_card_letter import gift_card_letter
from serai.payments.models import GiftCard
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound


def send_gift_card(card_id: UUID) -> None:
    """
    Send a card to its recipient; one that is withdrawn, or whose code is not ours, is passed over.

    Refuses to run inside a unit of work. Sent again after a crash, the letter has the same key.

    Raises:
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    card = GiftCard.objects.filter(pk=card_id, withdrawn_at=None).first()
    if card is None or not card.recipient_email:
        return
    secret = settings.SERAI_SECRET
    code = code_of(card.pk, secret=secret)
    if bytes(card.code_digest) != digest_of(code, secret=secret):
        return
    words = gift_card_letter(
        code,
        Money(card.issued_minor, card.currency),
        expires_on=card.expires_at.date() if card.expires_at else None,
        message="\n".join(part for part in (card.recipient_name, card.message) if part),
        locale=card.locale,
        shop=urlsplit(settings.SERAI_STOREFRONT_URL).netloc,
    )
    bound(Mailer).send(
        Letter(
            to=card.recipient_email,
            subject=words.subject,
            text=words.text,
            html=words.html,
            locale=card.locale,
            key=f"gift-card-{card_id}",
        )
    )
