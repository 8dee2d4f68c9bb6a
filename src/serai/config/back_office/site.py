"""The site: its start page."""

from typing import Any
from uuid import UUID

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from unfold.sites import UnfoldAdminSite

from serai.config.back_office.facts_page import show_facts
from serai.config.back_office.forecast_page import show_forecast
from serai.config.back_office.kept_promises_page import show_kept_promises
from serai.config.back_office.promotion_page import show_simulation
from serai.config.back_office.searches_page import show_searches
from serai.config.back_office.sign_in.authenticator_page import show_authenticator
from serai.config.back_office.sign_in.my_sign_in_page import show_my_sign_in
from serai.config.back_office.sign_in.passkey_page import show_passkey
from serai.config.back_office.sign_in.password_step import PasswordForm, PasswordStep
from serai.config.back_office.sign_in.proof_page import show_proof
from serai.config.back_office.start_page import start_page
from serai.config.back_office.store_credit_page import show_store_credit
from serai.config.back_office.worth_page import show_worth
from serai.config.second_factor.signing_in import factor_of
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
        context = {**(extra_context or {}), "page": page, "factor": factor_of(request).value}
        answer: TemplateResponse = super().index(request, context)
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
        return [*pages, *self.sign_in_urls(), *super().get_urls()]

    def sign_in_urls(self) -> list[Any]:
        """Return the addresses of signing in; that of the second step opens before one is in."""
        return [
            path("sign-in/", self.admin_view(self.my_sign_in), name="my_sign_in"),
            path(
                "sign-in/authenticator/",
                self.admin_view(self.authenticator),
                name="authenticator",
            ),
            path("sign-in/passkey/", self.admin_view(self.passkey), name="passkey"),
            path("sign-in/proof/", self.proof, name="proof"),
        ]

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """Return the page of the first step."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = {
            **self.each_context(request),
            "title": gettext("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }
        if REDIRECT_FIELD_NAME not in {*request.GET, *request.POST}:
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        step = PasswordStep.as_view(
            extra_context={**context, **(extra_context or {})},
            authentication_form=PasswordForm,
            template_name="admin/login.html",
        )
        return step(request)

    @method_decorator((never_cache, sensitive_post_parameters()))
    def proof(self, request: HttpRequest) -> HttpResponse:
        """Return the page of the second step."""
        return show_proof(request, self.each_context(request))

    def my_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Return the page of one's own factors."""
        return show_my_sign_in(request, self.each_context(request))

    def authenticator(self, request: HttpRequest) -> HttpResponse:
        """Return the page on which an app is set up."""
        return show_authenticator(request, self.each_context(request))

    def passkey(self, request: HttpRequest) -> HttpResponse:
        """Return the page on which a passkey is added."""
        return show_passkey(request, self.each_context(request))

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
