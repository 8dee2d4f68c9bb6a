"""Who fills which port: the only place that knows both sides."""

from django.conf import settings

from serai.payments.adapters.local.settle_in import settle_in


def wire() -> None:
    """Bind every port once."""
    settle_in(
        var=settings.SERAI_VAR,
        secret=settings.SERAI_SECRET,
        api_url=settings.SERAI_PUBLIC_API_URL,
    )
