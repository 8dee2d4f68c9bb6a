"""What of an order came by wire."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.digital.download_link import sign_download
from serai.ordering.models import DownloadGrant, LicenceKey
from serai.ordering.queries.order_view import order_of

LINK = timedelta(hours=1)
"""For how long a link on a page is good: the page makes new ones."""


@dataclass(frozen=True)
class DownloadView:
    """A file that may be downloaded; `url` is empty when it may not be any more."""

    id: UUID
    variant_id: UUID
    name: str
    size: int
    left: int
    expires_at: datetime
    revoked: bool
    url: str


@dataclass(frozen=True)
class KeyView:
    """A key that was sold; its text is empty once it was taken back."""

    variant_id: UUID
    text: str
    revoked: bool


@dataclass(frozen=True)
class DigitalView:
    """What of an order came by wire, as far as it has been delivered; links are good for an hour."""

    downloads: list[DownloadView]
    keys: list[KeyView]


def digital_of(buyer: Buyer, order_id: UUID, *, now: datetime) -> DigitalView:
    """
    Return what came by wire of the buyer's order; two statements beside the order's.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    return digital_of_order(order_of(buyer, order_id).id, now=now)


def digital_of_order(order_id: UUID, *, now: datetime) -> DigitalView:
    """Return what came by wire of an order, whoever's it is; two statements."""
    grants = DownloadGrant.objects.filter(order_id=order_id).select_related("file")
    keys = LicenceKey.objects.filter(order_id=order_id, given_at__isnull=False)
    return DigitalView(
        [_download(grant, now) for grant in grants.defer("file__content").order_by("id")],
        [
            KeyView(key.variant_id, "" if key.revoked_at else key.text, key.revoked_at is not None)
            for key in keys.order_by("id")
        ],
    )


def _download(grant: DownloadGrant, now: datetime) -> DownloadView:
    left = grant.most_downloads - grant.downloads
    good = grant.revoked_at is None and left > 0 and grant.expires_at > now
    return DownloadView(
        id=grant.pk,
        variant_id=grant.variant_id,
        name=grant.file.name,
        size=grant.file.size,
        left=left,
        expires_at=grant.expires_at,
        revoked=grant.revoked_at is not None,
        url=_url(grant.pk, min(now + LINK, grant.expires_at)) if good else "",
    )


def _url(grant_id: UUID, ends: datetime) -> str:
    signed = sign_download(grant_id, ends=ends, secret=settings.SERAI_SECRET)
    return f"{settings.SERAI_PUBLIC_API_URL}/downloads/{grant_id}/{signed}"
