"""The site: its start page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy
from unfold.sites import UnfoldAdminSite

from serai.config.back_office.facts_page import show_facts
from serai.config.back_office.forecast_page import show_forecast
from serai.config.back_office.kept_promises_page import show_kept_promises
from serai.config.back_office.promotion_page import show_simulation
from serai.config.back_office.searches_page import show_searches
from serai.config.back_office.start_page import start_page
from serai.config.back_office.store_credit_page import show_store_credit
from serai.config.back_office.worth_page import show_worth
from serai.kernel.clock import now


class BackOffice(UnfoldAdminSite):
    """Pages for staff. The first one says how the day goes and what waits."""

    index_template = "back_office/start.html"
    index_title = gettext_lazy("Today")
    enable_nav_sidebar = True

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Return the start page."""
        page = start_page(request.user, now=now())
        answer: TemplateResponse = super().index(request, {**(extra_context or {}), "page": page})
        return answer

    def get_urls(self) -> list[Any]:
        """Return the addresses of the site, with the pages that belong to no model."""
        facts = path("facts/", self.admin_view(self.facts), name="facts")
        simulation = path(
            "promotions/<uuid:promotion_id>/simulation/",
            self.admin_view(self.simulation),
            name="promotion_simulation",
        )
        kept = path("promises/", self.admin_view(self.kept_promises), name="kept_promises")
        credit = path("store-credit/", self.admin_view(self.store_credit), name="store_credit")
        searches = path("searches/", self.admin_view(self.searches), name="searches")
        forecast = path("forecast/", self.admin_view(self.forecast), name="demand_forecast")
        worth = path("worth/", self.admin_view(self.worth), name="worth")
        pages = [facts, forecast, kept, simulation, credit, searches, worth]
        return [*pages, *super().get_urls()]

    def simulation(self, request: HttpRequest, promotion_id: UUID) -> TemplateResponse:
        """Return the page of what a promotion would have given."""
        return show_simulation(request, self.each_context(request), promotion_id)

    def kept_promises(self, request: HttpRequest) -> TemplateResponse:
        """Return the page of promises that were kept and not."""
        return show_kept_promises(request, self.each_context(request))

    def forecast(self, request: HttpRequest) -> TemplateResponse:
        """Return the page of what an article will sell."""
        return show_forecast(request, self.each_context(request))

    def store_credit(self, request: HttpRequest) -> HttpResponse:
        """Return the page of a customer's store credit."""
        return show_store_credit(request, self.each_context(request))

    def searches(self, request: HttpRequest) -> HttpResponse:
        """Return the page of searches and synonyms."""
        return show_searches(request, self.each_context(request))

    def worth(self, request: HttpRequest) -> TemplateResponse:
        """Return the page of what decisions are worth."""
        return show_worth(request, self.each_context(request))

    def facts(self, request: HttpRequest) -> TemplateResponse:
        """Return the page of facts."""
        return show_facts(request, self.each_context(request))
