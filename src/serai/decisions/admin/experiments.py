"""Experiments: who is in them, and what is known, drawn and in words."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.decisions.domain.experiment_state import ExperimentState
from serai.decisions.domain.metric import METRICS
from serai.decisions.domain.subject import BUCKETS
from serai.decisions.models import Arm, Experiment
from serai.decisions.queries.experiment_reading import (
    ArmReadingView,
    ExperimentReadingView,
    MetricReadingView,
    experiment_reading,
)
from serai.decisions.usecases.start_experiment import start_experiment
from serai.decisions.usecases.stop_experiment import stop_experiment
from serai.kernel.clock import now
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    ReasonForm,
    act,
    back_to,
    chip,
    question,
)
from serai.plumbing.back_office.plots.interval_plot import DrawnInterval, interval_plot
from serai.plumbing.back_office.worded import told, worded

_TONES = {
    ExperimentState.DRAFT: "plain",
    ExperimentState.RUNNING: "good",
    ExperimentState.STOPPED: "waiting",
}
_DRAWN = {"better": "good", "worse": "bad"}
_STOP = question(
    "Stop the experiment?",
    "Nobody is given an arm any more. What was seen can still be read.",
    submit="Stop",
    form=ReasonForm,
)


class ArmsOfExperiment(ReadOnlyRows):
    """What is compared; the first is what the others are compared with."""

    model = Arm
    verbose_name_plural = "arms"
    fields = ("code", "weight", "shows")
    readonly_fields = fields
    ordering = ("place",)

    @admin.display(description="shows")
    def shows(self, arm: Arm) -> str:
        """Return the policy of the arm."""
        return str(arm.policy) if arm.policy else worded("the order as it came")


@admin.register(Experiment)
class ExperimentAdmin(ReadOnlyAdmin):
    """Comparisons, newest first. The intervals hold however often one looks."""

    list_display: ClassVar[Any] = (
        "name",
        "slot",
        "channel_code",
        "standing",
        "measured_by",
        "started_at",
        "stopped_at",
    )
    search_exactly = ("id",)
    search_prefix = ("code",)
    search_help_text = "How a code begins, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "name",
        "code",
        "standing",
        "known",
        "slot",
        "channel_code",
        "measured_by",
        "who",
        "plan",
        "started_at",
        "stopped_at",
        "stopped_because",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (ArmsOfExperiment,)
    actions_detail: ClassVar[Any] = ("start", "stop")
    permission_to_act = "decisions.change_experiment"

    @action(description="Start", permissions=["act"], icon="play_arrow", url_path="start")
    def start(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give the experiment its share of subjects."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: start_experiment(row.pk, now=now()), "Started")
        return back_to(request, Experiment, object_id)

    @action(description="Stop", permissions=["act"], icon="stop", url_path="stop", dialog=_STOP)
    def stop(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let the experiment give no more arms."""
        row = self.get_object(request, object_id)
        reason = form.cleaned_data["reason"]
        act(
            self,
            request,
            row,
            lambda: stop_experiment(row.pk, reason=reason, now=now()),
            worded("Stopped: {reason}", reason=reason),
        )
        return back_to(request, Experiment, object_id)

    @admin.display(description="state")
    def standing(self, row: Experiment) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[ExperimentState(row.state)])

    @admin.display(description="measured by")
    def measured_by(self, row: Experiment) -> str:
        """Return the metric for people."""
        return told(METRICS[row.metric].named())

    @admin.display(description="who is in it")
    def who(self, row: Experiment) -> str:
        """Return its share of its layer."""
        return worded(
            "{share:.1%} of the layer {code}", share=row.buckets / BUCKETS, code=row.layer.code
        )

    @admin.display(description="plan")
    def plan(self, row: Experiment) -> str:
        """Return what was agreed before."""
        effect = worded(
            "a change of {smallest_effect:.1%} would matter", smallest_effect=row.smallest_effect
        )
        return worded(
            "{effect}; {planned_subjects:,} subjects are planned",
            effect=effect,
            planned_subjects=row.planned_subjects,
        )

    @admin.display(description="what is known")
    def known(self, row: Experiment) -> SafeString:
        """Return the readings: in sentences, and drawn."""
        if row.state == ExperimentState.DRAFT:
            return format_html("{}", worded("Nothing yet: it has not started."))
        read = experiment_reading(row.pk, now=now())
        return format_html(
            '{}<p>{}</p><ul class="bo-known">{}</ul>{}',
            _warning(read),
            _counted(read),
            format_html_join(
                "", "<li>{}</li>", ((told(arm.sentence),) for arm in read.metric.arms)
            ),
            interval_plot(
                _drawn(read),
                key=f"experiment-{row.pk}",
                title=worded(
                    "{name}: change against {control}", name=row.name, control=read.control
                ),
            ),
        )


def _warning(read: ExperimentReadingView) -> SafeString:
    """Return a warning when the arms did not get their shares, or too many subjects saw two."""
    warnings = []
    if not read.sample_ratio_ok:
        warnings.append(
            worded(
                "The arms did not get their shares of subjects (p = "
                "{sample_ratio_p:.2g}). Find out why before believing anything below.",
                sample_ratio_p=read.sample_ratio_p,
            )
        )
    if read.crossed > max(5, read.subjects // 200):
        warnings.append(
            worded(
                "{crossed:,} subjects were shown two arms and are left out.", crossed=read.crossed
            )
        )
    return format_html_join(
        "",
        '<p role="alert">{} {}</p>',
        ((chip("careful", "bad"), warning) for warning in warnings),
    )


def _counted(read: ExperimentReadingView) -> str:
    arms = ", ".join(f"{arm} {count:,}" for arm, count in read.arm_subjects.items())
    return worded(
        "{subjects:,} subjects, {progress:.0%} of those planned: {arms}.",
        subjects=read.subjects,
        progress=read.progress,
        arms=arms,
    )


def _drawn(read: ExperimentReadingView) -> list[DrawnInterval]:
    several = len(read.metric.arms) > 1
    return [
        _row(metric, arm, several=several)
        for metric in (read.metric, *read.guardrails)
        for arm in metric.arms
    ]


def _row(metric: MetricReadingView, arm: ArmReadingView, *, several: bool) -> DrawnInterval:
    name = told(metric.name)
    if several:
        name = f"{arm.arm}: {name}"
    return DrawnInterval(
        name=name,
        low=arm.low,
        middle=arm.lift,
        high=arm.high,
        words=worded(metric.guard or arm.verdict),
        tone=_DRAWN.get(arm.verdict, "plain"),
    )
