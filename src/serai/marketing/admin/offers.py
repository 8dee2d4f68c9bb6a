"""Runs of offers in the back office: planned on a page that shows first what would happen, read on another."""

from typing import Any, ClassVar

import numpy as np
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action

from serai.customers.public import SegmentNotFound, segment
from serai.decisions.public import mode_now
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.marketing.admin.offer_pages import SHARES, as_preview, as_readings
from serai.marketing.admin.offer_run_form import OfferRunForm, offer_rows, with_choices
from serai.marketing.domain.arm import Arm
from serai.marketing.models import OfferRun, OfferSending
from serai.marketing.queries.planned_run import run_preview
from serai.marketing.queries.run_readings import run_readings
from serai.marketing.queries.slots import OFFERS
from serai.marketing.usecases.send_offers import send_offers
from serai.plumbing.back_office import ReadOnlyAdmin, amount, as_lines, back_to, chip, told_once
from serai.plumbing.back_office.form_page import form_page, with_look, with_rows
from serai.plumbing.back_office.worded import why_not, worded
from serai.pricing.public import coupon_uses

_TONES = {Arm.SENT: "good", Arm.HELD_OUT: "plain", Arm.SHADOW: "plain", Arm.PASSED: "plain"}
_WORDS = {
    "churn": gettext_noop("Chance to buy nothing"),
    "when_here": gettext_noop("Would spend, coming"),
    "likes": gettext_noop("Buys what it is for, beside others"),
    "cost": gettext_noop("Its uses cost"),
}


@admin.register(OfferRun)
class OfferRunAdmin(ReadOnlyAdmin):
    """Runs of offers, the newest first."""

    list_display: ClassVar[Any] = (
        "code",
        "channel_code",
        "members",
        "budget",
        "cost",
        "gain",
        "made_at",
    )
    search_prefix = ("code",)
    search_exactly = ("id",)
    search_help_text = "How a code begins, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "code", "shown", "channel_code", "whom", "members", "budget", "cost", "gain", "at_most", "keeps", "weighed",
        "kept_back", "made_by", "made_at", "valid_until", "id",
    )  # fmt: skip
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("plan",)
    permission_to_act = "marketing.add_offerrun"
    nothing_yet = (
        "Runs send coupons by letter to those of a segment with whom they pay."
        " Plan one: you see first what it would do."
    )

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the form first."""
        view = self.admin_site.admin_view(self.write)
        urls: list[URLPattern] = super().get_urls()
        return [path("write/", view, name="marketing_offerrun_write"), *urls]

    @action(description="Plan a run", permissions=["act"], icon="campaign", url_path="plan")
    def plan(self, request: HttpRequest) -> HttpResponse:
        """Go to the form."""
        return HttpResponseRedirect(reverse("admin:marketing_offerrun_write"))

    def write(self, request: HttpRequest) -> HttpResponse:
        """Show the form, say what would happen, or send the offers."""
        if not self.has_act_permission(request):
            return HttpResponse(status=403)
        grows = "more_rows" in request.POST
        form = (
            OfferRunForm(initial=request.POST.dict())
            if grows
            else OfferRunForm(request.POST or None)
        )
        seen: SafeString | str = ""
        if request.method == "POST" and not grows and form.is_valid():
            try:
                command = form.command(request.user.get_username())
                if "look" in request.POST:
                    mode = mode_now(OFFERS.code, command.channel_code)
                    seen = as_preview(run_preview(command, now=now()), mode.value)
                else:
                    run = send_offers(command, now=now(), rng=np.random.default_rng())
                    messages.success(
                        request, worded("Letters being written: {sent:,}.", sent=run.sent)
                    )
                    return back_to(request, OfferRun, run.id)
            except DomainError as refusal:
                form.add_error(None, why_not(refusal))
        page = form_page(
            self,
            request,
            form,
            title="Plan a run of offers",
            intro="Each member gets at most one offer: the one that brings most within the budget, if it brings more"
            " than it costs. See first what would happen; nothing leaves before you send.",
            submit="Send the offers",
        )
        rows = offer_rows(request.POST).grown() if grows else form.rows
        return with_look(
            with_rows(page, [with_choices(rows)]), worded("See what it would do"), seen
        )

    @admin.display(description="what it shows")
    @told_once
    def shown(self, run: OfferRun) -> SafeString:
        """Return those the offers were sent to beside those kept back."""
        return as_readings(run_readings(run.pk))

    @admin.display(description="margin")
    def keeps(self, run: OfferRun) -> str:
        """Return the share of spend that the shop keeps."""
        return f"{run.margin:.1%}"

    @admin.display(description="kept back by lot")
    def kept_back(self, run: OfferRun) -> str:
        """Return the share of those chosen whom the run's own lot kept from their offer."""
        return f"{run.holdout:.1%}"

    @admin.display(description="segment")
    @told_once
    def whom(self, run: OfferRun) -> str:
        """Return the segment's name."""
        try:
            return segment(run.segment_id).name
        except SegmentNotFound:
            return worded("a segment that is gone ({segment_id})", segment_id=run.segment_id)

    @admin.display(description="budget")
    def budget(self, run: OfferRun) -> SafeString:
        """Return what may be spent."""
        return amount(run.budget_minor, run.currency)

    @admin.display(description="cost expected")
    def cost(self, run: OfferRun) -> SafeString:
        """Return what uses of the offers are expected to cost."""
        return amount(run.cost_minor, run.currency)

    @admin.display(description="margin expected")
    def gain(self, run: OfferRun) -> SafeString:
        """Return the margin that is expected beyond what comes anyway."""
        return amount(run.gain_minor, run.currency)

    @admin.display(description="no plan brings more than")
    def at_most(self, run: OfferRun) -> SafeString:
        """Return what no plan within the budget can exceed."""
        return amount(run.at_most_minor, run.currency)

    @admin.display(description="offers as they were weighed")
    def weighed(self, run: OfferRun) -> SafeString:
        """Return the offers with what was believed of them."""
        return as_lines({each["code"]: _as_weighed(each, run.currency) for each in run.offers})


@admin.register(OfferSending)
class OfferSendingAdmin(ReadOnlyAdmin):
    """What became of each customer, the newest first."""

    list_display: ClassVar[Any] = ("customer_id", "offer", "in_arm", "run", "decided_at", "sent_at")
    list_select_related: ClassVar[Any] = ("run",)
    search_exactly = ("id", "customer_id")
    search_help_text = "The id of a customer or of a sending"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id", "run", "customer_id", "offer", "in_arm", "why", "decided", "coupon", "used", "decided_at", "sent_at",
        "dropped_because",
    )  # fmt: skip
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="arm")
    def in_arm(self, sending: OfferSending) -> SafeString:
        """Return whether it was sent."""
        return chip(Arm(sending.arm).value.replace("_", " "), _TONES[Arm(sending.arm)])

    @admin.display(description="why")
    def why(self, sending: OfferSending) -> SafeString:
        """Return the strongest reasons."""
        currency = sending.run.currency
        return as_lines(
            {
                worded(_WORDS[name]): _reason(name, value, currency)
                for name, value in sending.reasons
            }
        )

    @admin.display(description="used")
    def used(self, sending: OfferSending) -> str:
        """Return what the coupon gave, and to which order."""
        found = coupon_uses([sending.coupon]).get(sending.coupon)
        return (
            worded("{given}, order {order_id}", given=found.given, order_id=found.order_id)
            if found
            else "—"
        )


def _as_weighed(offer: dict[str, Any], currency: str) -> str:
    told = ", ".join(
        f"{worded(words).lower()}: {float(offer[name]):.1%}" for name, words in SHARES.items()
    )
    runs = offer.get("runs", 0)
    known = worded("after {runs} runs", runs=runs) if runs else worded("as staff said")
    return worded(
        "a use costs {cost}; {told} ({known})",
        cost=Money(int(offer["cost_minor"]), currency),
        told=told,
        known=known,
    )


def _reason(name: str, value: Any, currency: str) -> str:
    if name == "churn":
        return f"{float(value):.0%}"
    return (
        worded("{times:g} times", times=float(value))
        if name == "likes"
        else str(Money(value, currency))
    )
