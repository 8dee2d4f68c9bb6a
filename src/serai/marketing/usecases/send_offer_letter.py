"""Write the letter that brings somebody their coupon."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from serai.customers.public import CustomerNotFound, allows, customer
from serai.kernel import clock
from serai.marketing.domain.offer_letter import offer_letter
from serai.marketing.models import OfferSending
from serai.plumbing.jobs import job
from serai.plumbing.mail import Letter, LetterRefused, Mailer
from serai.plumbing.wiring import bound
from serai.pricing.public import promotion, shown_code

PURPOSE = "email_marketing"


@job(name="marketing.send_offer_letter", queue="mail", retries=5)
def send_offer_letter(sending_id: UUID) -> None:
    """
    Write, unless it was written, the time of the coupon is over, or the consent was taken back meanwhile.

    Sent again after a crash, the letter has the same key.
    """
    now = clock.now()
    sending = OfferSending.objects.select_related("run").get(pk=sending_id)
    if sending.sent_at is not None or sending.dropped_because:
        return
    dropped = "too_late" if now >= sending.run.valid_until else _write(sending)
    changed = {"dropped_because": dropped} if dropped else {"sent_at": now}
    OfferSending.objects.filter(pk=sending_id).update(**changed)


def _write(sending: OfferSending) -> str:
    """Send the letter; return why none was sent, nothing when it was."""
    if not allows(sending.customer_id, PURPOSE):
        return "not_allowed"
    try:
        reader = customer(sending.customer_id)
    except CustomerNotFound:
        return "gone"
    offered = promotion(sending.promotion_id)
    language = reader.locale.partition("-")[0]
    shop = settings.SERAI_STOREFRONT_URL
    written = offer_letter(
        offered.names.get(reader.locale) or offered.names.get(language) or offered.name,
        shown_code(sending.coupon),
        until=sending.run.valid_until.date(),
        locale=reader.locale,
        shop=urlsplit(shop).netloc,
        url=f"{shop}/account",
    )
    try:
        bound(Mailer).send(
            Letter(
                reader.email,
                written.subject,
                written.text,
                written.html,
                reader.locale,
                f"offer-{sending.pk}",
            )
        )
    except LetterRefused:
        return "refused"
    return ""
