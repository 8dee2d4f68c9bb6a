"""Makes the processor of a provider with pages of its own."""

from serai.payments.adapters.redirect.processor import RedirectProcessor
from serai.plumbing.outbound import Line


def settle_in(*, url: str, key: str, webhook_secret: str) -> RedirectProcessor:
    """
    Return the processor; it calls nobody yet.

    Args:
        url: the provider's API.
        key: goes as bearer token with every call.
        webhook_secret: signs the provider's news.
    """
    line = Line(url, headers={"Authorization": f"Bearer {key}"})
    return RedirectProcessor(line, webhook_secret.encode(), name="pay_later")
