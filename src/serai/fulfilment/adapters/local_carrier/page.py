"""The page that says where a parcel is; whoever has a link to its desk notes where. No script."""

from datetime import UTC
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel.dates import format_datetime
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier
from serai.fulfilment.domain.parcels.sscc import is_sscc
from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus
from serai.fulfilment.ports import CarrierRefused
from serai.fulfilment.queries.parcels import DESK
from serai.kernel import clock
from serai.kernel.tickets import BadTicket, read_ticket
from serai.plumbing.api.language import phrase
from serai.plumbing.api.problem import domain_problem, locale_of
from serai.plumbing.api.wording import direction
from serai.plumbing.wiring import bound

_PAGES = Engine(dirs=[str(Path(__file__).parent / "templates")], autoescape=True)
_ENGLISH = MappingProxyType(
    {
        "title": "Parcel",
        "nothing": "The carrier has not seen it yet.",
        "scan": "Where it is",
        "note": "Note",
        "accepted": "Handed to the carrier",
        "in_transit": "On its way",
        "out_for_delivery": "Out for delivery",
        "delivered": "Delivered",
        "failed": "Could not be delivered",
        "returned": "Back with the sender",
    }
)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def parcel_page(request: HttpRequest, tracking: str) -> HttpResponse:
    """Show where a parcel is; whoever has a link to the carrier's desk, signed for an hour, notes where."""
    if not is_sscc(tracking):
        return HttpResponse(status=404)
    carrier, may_scan = bound(LocalCarrier), _is_desk(request, tracking)
    if request.method == "POST":
        status = request.POST.get("status", "")
        if not may_scan or status not in set(TrackingStatus):
            return HttpResponse(status=403)
        try:
            carrier.scan(tracking, TrackingStatus(status))
        except CarrierRefused as refusal:
            return domain_problem(request, refusal)
        return HttpResponseRedirect(request.get_full_path())
    context = {**_context(locale_of(request), carrier, tracking), "may_scan": may_scan}
    return HttpResponse(
        _PAGES.get_template("parcel.html").render(Context(context)),
        headers={
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
        },
    )


def _is_desk(request: HttpRequest, tracking: str) -> bool:
    """Return whether the address was signed for the carrier's people."""
    try:
        (for_parcel,) = read_ticket(
            request.GET.get("desk", ""),
            tuple[str],
            purpose=DESK,
            secret=settings.SERAI_SECRET,
            now=clock.now(),
        )
    except BadTicket:
        return False
    return for_parcel == tracking


def _context(locale: str, carrier: LocalCarrier, tracking: str) -> dict[str, Any]:
    words = {
        name: phrase(f"fulfilment.page.{name}", locale, otherwise=text)
        for name, text in _ENGLISH.items()
    }
    scans = [
        {
            "word": words[scan.status.value],
            "at": scan.occurred_at,
            "when": format_datetime(scan.occurred_at.astimezone(UTC), "medium", locale=locale),
            "place": scan.place,
        }
        for scan in reversed(carrier.scans(tracking))
    ]
    statuses = [(status.value, words[status.value]) for status in TrackingStatus]
    return {
        **words,
        "lang": locale,
        "dir": direction(locale),
        "tracking": tracking,
        "scans": scans,
        "statuses": statuses,
    }
