"""The page of searches: why one finds what it finds, which were in vain, and synonyms that help."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from serai.config.back_office.chosen_channel import chosen_channel
from serai.customers.public import customer_by_email
from serai.discovery.api.reads import measure_of
from serai.discovery.api.why_ranked import in_words
from serai.discovery.queries.lists.explaining import Asked, explained
from serai.discovery.queries.searches.in_vain import SearchesInVain, searches_in_vain
from serai.discovery.queries.searches.synonyms import SynonymsView, synonyms
from serai.discovery.queries.shelves.current import snapshot_now
from serai.discovery.queries.shelves.shelf import NotPrepared
from serai.discovery.usecases.searches.forget_synonym import forget_synonym
from serai.discovery.usecases.searches.teach_synonym import TeachSynonym, teach_synonym
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office.worded import why_not, worded

PERMISSION = "discovery.view_taughtsynonym"
PERMISSION_TO_ACT = "discovery.change_taughtsynonym"
PERMISSION_FOR_HABITS = "customers.view_customer"
_DAYS, _QUERIES, _HITS, _REASONS = 28, 50, 12, 9
_LONGEST = 200


@dataclass(slots=True)
class SearchesPage:
    """What the page shows."""

    channel: str
    channels: list[str]
    may_act: bool
    sees_habits: bool
    asked: str = ""
    customer: str = ""
    learnt: bool = False
    found: dict[str, Any] | None = None
    refusal: str = ""
    in_vain: SearchesInVain = field(default_factory=lambda: SearchesInVain(0, 0, []))
    synonyms: SynonymsView = field(default_factory=lambda: SynonymsView([], []))


def show_searches(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer the page's address; a decision about a synonym leads back to it."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked = request.POST or request.GET
    channel, codes = chosen_channel(asked.get("channel", ""))
    page = SearchesPage(
        channel=channel,
        channels=codes,
        may_act=request.user.has_perm(PERMISSION_TO_ACT),
        sees_habits=request.user.has_perm(PERMISSION_FOR_HABITS),
        asked=asked.get("q", "").strip()[:_LONGEST],
        customer=asked.get("customer", "").strip()[:_LONGEST],
        learnt=bool(asked.get("learnt")),
    )
    if request.method == "POST":
        return _decided(request, page)
    if page.channel:
        _look(page)
    return TemplateResponse(
        request, "back_office/searches.html", {**context, "title": worded("Searches"), "page": page}
    )


def _look(page: SearchesPage) -> None:
    page.in_vain = searches_in_vain(page.channel, days=_DAYS, limit=_QUERIES, now=now())
    page.synonyms = synonyms(page.channel)
    if not page.asked:
        return
    try:
        asked = Asked(page.asked, _HITS, _customer_id(page), page.learnt, _REASONS)
        snapshot = snapshot_now(page.channel)
        page.found = in_words(explained(snapshot, asked, measure_of), None)
    except NotPrepared as refusal:
        page.refusal = why_not(refusal)


def _customer_id(page: SearchesPage) -> UUID | None:
    if not (page.customer and page.sees_habits):
        return None
    found = customer_by_email(page.customer)
    if found is None:
        page.refusal = worded("Nobody has this address: the common order is shown.")
    return found.id if found else None


def _decided(request: HttpRequest, page: SearchesPage) -> HttpResponse:
    if not page.may_act:
        raise PermissionDenied
    step, told = request.POST.get("step", ""), request.POST
    try:
        if step == "forget":
            forget_synonym(UUID(told.get("id", "")))
            done = worded("The decision was taken back.")
        else:
            view = teach_synonym(
                TeachSynonym(
                    page.channel,
                    told.get("phrase", "")[:_LONGEST],
                    told.get("meaning", "")[:_LONGEST],
                    accepted=step != "refuse",
                ),
                now=now(),
            )
            verb = worded("also finds") if view.accepted else worded("never finds")
            done = worded(
                "“{phrase}” {verb} “{meaning}”, within ten seconds.",
                phrase=view.phrase,
                verb=verb,
                meaning=view.meaning,
            )
        messages.success(request, done)
    except (DomainError, ValueError) as refusal:
        messages.error(request, why_not(refusal))
    query = urlencode({"channel": page.channel, "q": page.asked})
    return HttpResponseRedirect(f"{reverse(f'{admin.site.name}:searches')}?{query}")
