"""What becomes of promotions when orders change, in the back office: one choice for each channel."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget

from serai.catalog import public as catalog
from serai.kernel.clock import now
from serai.ordering.domain.changes.worked_out import PromotionsAfter
from serai.ordering.models import ChangeTerms
from serai.ordering.usecases.changes.set_change_terms import set_change_terms
from serai.plumbing.back_office import ReadOnlyAdmin, question
from serai.plumbing.back_office.worded import worded

_WORDS = {
    PromotionsAfter.KEEP: gettext_noop("keep what was agreed"),
    PromotionsAfter.WORK_OUT_AGAIN: gettext_noop("work them out again"),
}


class ChangeTermsForm(BaseDialogForm):
    """A channel and what counts there."""

    channel = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    promotions = forms.ChoiceField(
        widget=UnfoldAdminSelectWidget,
        choices=[(each.value, words) for each, words in _WORDS.items()],
        help_text="Keep: who calls a unit off keeps the discount on the rest. Work out again: the order earns what "
        "it would have earned, had it been bought as it is now; the difference is told before anybody agrees.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel = self.fields["channel"]
        assert isinstance(channel, forms.ChoiceField)
        channel.choices = [(each.code, each.name or each.code) for each in catalog.channels()]


@admin.register(ChangeTerms)
class ChangeTermsAdmin(ReadOnlyAdmin):
    """The choices of channels; one that is not here keeps what was agreed."""

    list_display: ClassVar[Any] = ("channel_code", "choice", "changed_at", "changed_by")
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("channel_code",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("choose",)
    permission_to_act = "ordering.change_changeterms"

    @action(
        description="Choose for a channel",
        permissions=["act"],
        icon="rule",
        dialog=question(
            "What becomes of promotions when an order changes?",
            "It counts for every change from now on; what is written stays.",
            submit="Keep",
            form=ChangeTermsForm,
        ),
    )
    def choose(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Let a choice count for a channel."""
        said = form.cleaned_data
        by = request.user.get_username()
        set_change_terms(
            said["channel"], PromotionsAfter(said["promotions"]), changed_by=by, now=now()
        )
        messages.success(request, worded("It counts from now on."))
        address = reverse("admin:ordering_changeterms_changelist")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)

    @admin.display(description="promotions")
    def choice(self, terms: ChangeTerms) -> str:
        """Return the choice in words."""
        return worded(_WORDS[PromotionsAfter(terms.promotions)])
