"""The machine room: events, jobs, dead letters, keys."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.safestring import SafeString
from procrastinate.contrib.django.models import ProcrastinateJob

import serai.plumbing.model_registry.admin
import serai.plumbing.webhooks.admin  # noqa: F401 - and so are these
from serai.plumbing.auth import revoke_api_key
from serai.plumbing.back_office import ReadOnlyAdmin, act_on_each, as_json, as_text, chip
from serai.plumbing.back_office.worded import worded
from serai.plumbing.jobs.dead_letters import discard, replay
from serai.plumbing.models import ApiKey, DeadLetter, EventRecord, JobFailure, QueuedJob, Receipt

if admin.site.is_registered(ProcrastinateJob):
    admin.site.unregister(ProcrastinateJob)  # its list counts rows and its buttons bypass us


@admin.register(EventRecord)
class EventRecordAdmin(ReadOnlyAdmin):
    """What happened, newest first."""

    list_display: ClassVar[Any] = ("occurred_at", "type", "facts", "id")
    search_exactly = ("id", "type")
    search_help_text = "An id or a type, such as ordering.OrderPlaced"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = ("id", "type", "occurred_at", "payload_text", "handled_by")
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="facts")
    def facts(self, event: EventRecord) -> str:
        """Return the beginning of the payload."""
        text = ", ".join(f"{name}: {value}" for name, value in event.payload.items())
        return text if len(text) <= 100 else f"{text[:99]}…"

    @admin.display(description="payload")
    def payload_text(self, event: EventRecord) -> SafeString:
        """Return the whole payload."""
        return as_json(event.payload)

    @admin.display(description="handled by")
    def handled_by(self, event: EventRecord) -> str:
        """Return which subscriptions have handled it; one statement."""
        receipts = Receipt.objects.filter(event_id=event.pk).order_by("handled_at", "subscription")
        names = [receipt.subscription for receipt in receipts]
        return ", ".join(names) or worded("nobody yet")


class _JobAdmin(ReadOnlyAdmin):
    """Rows of the queue."""

    ordering: ClassVar[Any] = ("-id",)
    search_exactly = ("task_name",)
    search_help_text = "A job's name, such as plumbing.deliver"
    fields: ClassVar[Any] = (
        "id",
        "task_name",
        "queue_name",
        "standing",
        "attempts",
        "scheduled_at",
        "arguments",
        "last_error",
    )
    readonly_fields: ClassVar[Any] = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the jobs with their last error."""
        failures = JobFailure.objects.filter(job_id=OuterRef("pk"))
        jobs: QuerySet[Any] = super().get_queryset(request)
        with_errors: QuerySet[Any] = jobs.annotate(
            error=Subquery(failures.values("error")[:1]),
            failed_at=Subquery(failures.values("failed_at")[:1]),
        )
        return with_errors

    @admin.display(description="state")
    def standing(self, job: ProcrastinateJob) -> SafeString:
        """Return where the job stands."""
        tones = {"todo": "waiting", "doing": "good", "failed": "bad"}
        return chip(job.status, tones.get(job.status, "plain"))

    @admin.display(description="arguments")
    def arguments(self, job: ProcrastinateJob) -> SafeString:
        """Return what the job was asked to do."""
        return as_json(job.args)

    @admin.display(description="for")
    def subject(self, job: ProcrastinateJob) -> str:
        """Return the arguments in one line."""
        text = ", ".join(f"{name}: {value}" for name, value in job.args.items())
        return text if len(text) <= 100 else f"{text[:99]}…"

    @admin.display(description="failed at")
    def failure_at(self, job: Any) -> Any:
        """Return when it failed last."""
        return job.failed_at

    @admin.display(description="error")
    def error_line(self, job: Any) -> str:
        """Return the last line of the error."""
        lines = (job.error or "").strip().splitlines()
        return lines[-1][:160] if lines else worded("not recorded")

    @admin.display(description="last error")
    def last_error(self, job: Any) -> SafeString | str:
        """Return the whole error."""
        return as_text(job.error) if job.error else worded("none")


@admin.register(QueuedJob)
class QueuedJobAdmin(_JobAdmin):
    """What waits and what runs; what succeeded is gone."""

    list_display: ClassVar[Any] = (
        "id",
        "task_name",
        "queue_name",
        "standing",
        "attempts",
        "scheduled_at",
        "subject",
    )
    list_filter: ClassVar[Any] = ("status",)


@admin.register(DeadLetter)
class DeadLetterAdmin(_JobAdmin):
    """Jobs that failed too often: read why, mend it, replay them."""

    list_display: ClassVar[Any] = (
        "id",
        "task_name",
        "subject",
        "attempts",
        "failure_at",
        "error_line",
    )
    actions: ClassVar[Any] = ("replay_selected", "discard_selected")
    permission_to_act = "plumbing.change_deadletter"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the failed jobs only."""
        return super().get_queryset(request).filter(status="failed")

    @admin.action(description="Replay", permissions=["act"])
    def replay_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let the selected jobs run again."""
        act_on_each(self, request, queryset, lambda job: replay(job.pk), "replayed")

    @admin.action(description="Discard for good", permissions=["act"])
    def discard_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Give the selected jobs up."""
        act_on_each(self, request, queryset, lambda job: discard(job.pk), "discarded")


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    """Programs that may call the API. The keys themselves cannot be shown: only digests are kept."""

    list_display: ClassVar[Any] = (
        "label",
        "hint",
        "channel_code",
        "scopes",
        "created_at",
        "standing",
    )
    ordering: ClassVar[Any] = ("-id",)
    exclude: ClassVar[Any] = ("digest",)
    actions: ClassVar[Any] = ("revoke_selected",)
    permission_to_act = "plumbing.change_apikey"

    @admin.display(description="state")
    def standing(self, key: ApiKey) -> SafeString:
        """Return whether the key works."""
        return chip("revoked", "bad") if key.revoked_at else chip("works", "good")

    @admin.action(description="Revoke", permissions=["act"])
    def revoke_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Stop the selected keys from working."""
        act_on_each(self, request, queryset, lambda key: revoke_api_key(key.pk), "revoked")
