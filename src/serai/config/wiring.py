"""Who fills which port: the only place that knows both sides."""

from django.conf import settings

from serai.discovery.ports import PurchaseHistory
from serai.ordering.adapters.purchase_history import OrderedPurchases
from serai.payments.adapters.local.settle_in import settle_in
from serai.plumbing.mail import FileMailer, Mailer, SmtpMailer
from serai.plumbing.wiring import bind


def wire() -> None:
    """Bind every port once."""
    settle_in(
        var=settings.SERAI_VAR,
        secret=settings.SERAI_SECRET,
        api_url=settings.SERAI_PUBLIC_API_URL,
    )
    bind(Mailer, _mailer())
    bind(PurchaseHistory, OrderedPurchases())


def _mailer() -> Mailer:
    """Letters go to the mail server that the environment names, into files when it names none."""
    sender = settings.SERAI_MAIL_FROM
    if settings.SERAI_SMTP_URL:
        return SmtpMailer.of_url(settings.SERAI_SMTP_URL, sender=sender)
    return FileMailer(settings.SERAI_VAR / "mail", sender=sender)
