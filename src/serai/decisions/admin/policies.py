"""Policies in all their versions."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString

from serai.decisions.domain.policies.known import KINDS
from serai.decisions.models import Policy
from serai.plumbing.back_office import ReadOnlyAdmin, as_json
from serai.plumbing.back_office.worded import worded


@admin.register(Policy)
class PolicyAdmin(ReadOnlyAdmin):
    """What can decide. A version is never changed: another set of parameters is another version."""

    list_display: ClassVar[Any] = ("code", "version", "kind", "note", "created_at")
    search_prefix = ("code",)
    search_help_text = "How a code begins"
    ordering: ClassVar[Any] = ("code", "-version")
    fields: ClassVar[Any] = ("code", "version", "kind", "about", "settings", "note", "created_at")
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="what it does")
    def about(self, policy: Policy) -> str:
        """Return what its kind does."""
        kind = KINDS.get(policy.kind)
        return kind.about if kind else worded("no longer in the code")

    @admin.display(description="parameters")
    def settings(self, policy: Policy) -> SafeString:
        """Return the parameters."""
        return as_json(policy.parameters)
