"""Trials of prices in the back office: the plan, what is known so far, and the stop."""

from typing import Any, ClassVar
from uuid import UUID

import numpy as np
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.kernel.clock import now
from serai.kernel.money import Money
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, chip, question, told_once
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import worded
from serai.pricing.admin.price_trial_form import TrialForm
from serai.pricing.models import PriceProposal, PriceTrial
from serai.pricing.queries.trials.trial_page import (
    TrialMetricView,
    TrialWholeView,
    state_of,
    trial_view,
)
from serai.pricing.usecases.trials.start_price_trial import StartPriceTrial, start_price_trial
from serai.pricing.usecases.trials.stop_price_trial import stop_price_trial

_TONES = {"to_come": "plain", "running": "waiting", "stopped": "bad", "over": "good"}
_SURE = 0.05
_STOP = question(
    "Stop the trial?",
    "Every store pays the price as it was, at once. What was read so far stays.",
    submit="Stop",
    form=BaseDialogForm,
)


@admin.register(PriceTrial)
class PriceTrialAdmin(ReadOnlyAdmin):
    """Trials, the latest first."""

    list_display: ClassVar[Any] = (
        "name", "standing", "channel_id", "first_on", "blocks", "block_days", "started_by",
    )  # fmt: skip
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "name", "standing", "channel_id", "articles", "said", "plan", "first_on", "blocks", "block_days",
        "washout_days", "ends_at", "started_at", "started_by", "stopped_at", "stopped_by",
    )  # fmt: skip
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("begin",)
    actions_detail: ClassVar[Any] = ("stop",)
    permission_to_act = "pricing.change_pricetrial"

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the form first."""
        view = self.admin_site.admin_view(self.start)
        urls: list[URLPattern] = super().get_urls()
        return [path("start/", view, name="pricing_pricetrial_start"), *urls]

    @action(description="Start a trial", permissions=["act"], icon="science", url_path="begin")
    def begin(self, request: HttpRequest) -> HttpResponse:
        """Go to the form."""
        return HttpResponseRedirect(reverse("admin:pricing_pricetrial_start"))

    @action(description="Stop", permissions=["act"], icon="stop", url_path="stop", dialog=_STOP)
    def stop(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let every store pay the price as it was."""
        row, by = self.get_object(request, object_id), request.user.get_username()
        act(
            self, request, row, lambda: stop_price_trial(row.pk, by=by, now=now()), "It is stopped."
        )
        return back_to(request, PriceTrial, object_id)

    def start(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and start the trial."""
        if not self.has_act_permission(request):
            return HttpResponse(status=403)
        named = (request.POST or request.GET).getlist("proposals")
        form = TrialForm(request.POST or None, initial={"proposals": named}, asked=named)

        def drawn() -> tuple[str, HttpResponse]:
            made = _started(form.cleaned_data, request.user.get_username())
            return worded("The plan is drawn."), back_to(request, PriceTrial, made)

        return answer_form(
            self,
            request,
            form,
            drawn,
            title="Try prices out",
            intro="Stores take turns, block by block: half of them pay the proposed prices while the others pay the"
            " prices as they are, and then the other way round. So each store is compared with itself.",
            submit="Draw the plan and start",
        )

    @admin.display(description="state")
    def standing(self, row: PriceTrial) -> SafeString:
        """Return where it stands."""
        state = state_of(row, now())
        return chip(state.replace("_", " "), _TONES[state])

    @admin.display(description="prices")
    @told_once
    def articles(self, row: PriceTrial) -> SafeString:
        """Return what each article costs and what is tried."""
        return format_html_join(
            "",
            "<p>{}</p>",
            (
                (
                    worded(
                        "{sku}: {now}, tried {tried}",
                        sku=each.sku,
                        now=each.now,
                        tried=each.tried,
                    ),
                )
                for each in _whole(row).articles
            ),
        )

    @admin.display(description="what it says")
    @told_once
    def said(self, row: PriceTrial) -> SafeString:
        """Return what the tried prices add to a day of a store."""
        whole = _whole(row)
        if not whole.metrics:
            return format_html(
                "<p>{}</p>", worded("Nothing yet: the first two blocks are not over.")
            )
        currency = whole.articles[0].now.currency
        rows = format_html_join(
            "",
            "<tr><th scope='row'>{}</th><td>{}</td><td>{}</td><td><bdi>{} … {}</bdi></td><td>{}</td><td>{}</td></tr>",
            (_cells(metric, currency) for metric in whole.metrics),
        )
        return format_html(
            "<p>{}</p><table class='bo-table'><thead><tr>{}</tr></thead>"
            "<tbody>{}</tbody></table>"
            "<p>{}</p>",
            worded("From {blocks_over} blocks that are over.", blocks_over=whole.blocks_over),
            format_html_join("", "<th>{}</th>", ((head,) for head in _heads())),
            rows,
            _verdict(whole.metrics[0]),
        )

    @admin.display(description="plan")
    @told_once
    def plan(self, row: PriceTrial) -> SafeString:
        """Return in which blocks each store tries the price."""
        whole = _whole(row)
        head = format_html_join("", "<th>{}</th>", ((each + 1,) for each in range(row.blocks)))
        tried = worded("tried")
        rows = format_html_join(
            "",
            "<tr><th scope='row'>{}</th>{}</tr>",
            (
                (
                    store.store,
                    format_html_join(
                        "",
                        "<td>{}</td>",
                        ((tried if treated else "·",) for treated in store.treated),
                    ),
                )
                for store in whole.stores
            ),
        )
        return format_html(
            "<table class='bo-table'><thead><tr><th>{}</th>{}</tr></thead><tbody>{}</tbody></table>",
            worded("store"),
            head,
            rows,
        )


def _started(said: dict[str, Any], by: str) -> UUID:
    first = PriceProposal.objects.filter(pk__in=said["proposals"]).first()
    command = StartPriceTrial(**said, channel_code=first.channel_id if first else "", by=by)
    return start_price_trial(command, rng=np.random.default_rng(), now=now())


def _heads() -> tuple[str, ...]:
    return (
        worded("a day of a store"),
        worded("as it is"),
        worded("tried adds"),
        worded("with 95 %"),
        "p",
        worded("carried over"),
    )


def _whole(row: PriceTrial) -> TrialWholeView:
    return trial_view(row.pk, now=now())


def _cells(metric: TrialMetricView, currency: str) -> tuple[str, ...]:
    def told(value: float) -> str:
        if metric.name == "units":
            return f"{value:,.2f}"
        return str(Money(round(value), currency))

    return (
        metric.name,
        told(metric.control),
        told(metric.effect),
        told(metric.low),
        told(metric.high),
        f"{metric.p_value:.3f}",
        told(metric.carried_over),
    )


def _verdict(margin: TrialMetricView) -> str:
    if margin.p_value > _SURE or margin.low <= 0 <= margin.high:
        return worded("Nothing is sure about the margin yet.")
    return (
        worded("It brings more margin.") if margin.effect > 0 else worded("It brings less margin.")
    )
