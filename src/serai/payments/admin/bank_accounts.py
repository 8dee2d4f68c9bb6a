"""Where the transfers of channels go, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.public import channels
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.payments.domain.later import DAYS_TO_PAY
from serai.payments.models import BankAccount
from serai.payments.usecases.set_bank_account import SetBankAccount, set_bank_account
from serai.plumbing.back_office import ReadOnlyAdmin, question
from serai.plumbing.back_office.worded import why_not, worded

_FIELDS = ("holder", "iban", "bic", "bank", "days_to_pay")


class AccountForm(BaseDialogForm):
    """An account, its owner, and how many days shoppers have to pay."""

    holder = forms.CharField(max_length=70, widget=UnfoldAdminTextInputWidget)
    iban = forms.CharField(max_length=42, label="IBAN", widget=UnfoldAdminTextInputWidget)
    bic = forms.CharField(
        max_length=11, required=False, label="BIC", widget=UnfoldAdminTextInputWidget
    )
    bank = forms.CharField(max_length=70, required=False, widget=UnfoldAdminTextInputWidget)
    days_to_pay = forms.IntegerField(
        min_value=1, max_value=365, initial=DAYS_TO_PAY, widget=UnfoldAdminIntegerFieldWidget
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        row = BankAccount.objects.filter(pk=self.object_id).first() if self.object_id else None
        for name in _FIELDS if row else ():
            self.fields[name].initial = getattr(row, name)


class FirstAccountForm(AccountForm):
    """The account of a channel that may have none yet."""

    channel_code = forms.ChoiceField(label="Channel", widget=UnfoldAdminSelectWidget)
    field_order = ("channel_code",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["channel_code"].choices = [(each.code, each.name) for each in channels()]


@admin.register(BankAccount)
class BankAccountAdmin(ReadOnlyAdmin):
    """Where the transfers of each channel go."""

    list_display: ClassVar[Any] = ("channel_code", "holder", "iban", "bic", "bank", "days_to_pay")
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("channel_code",)
    fields: ClassVar[Any] = (*list_display, "changed_at")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("set_account",)
    actions_detail: ClassVar[Any] = ("change_account",)
    permission_to_act = "payments.change_bankaccount"

    @action(
        description="Set a channel's account",
        permissions=["act"],
        icon="add",
        url_path="set",
        dialog=question(
            "Where do transfers go?",
            "Orders that wait for a transfer show it from now on.",
            submit="Set it",
            form=FirstAccountForm,
        ),
    )
    def set_account(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Let a channel take transfers."""
        return self._set(request, form.cleaned_data["channel_code"], form)

    @action(
        description="Change",
        permissions=["act"],
        icon="edit",
        url_path="account",
        dialog=question(
            "Change the account?",
            "Orders that wait for a transfer show the new one. Money on the old one still counts.",
            submit="Change it",
            form=AccountForm,
        ),
    )
    def change_account(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Let transfers go elsewhere."""
        return self._set(request, self.get_object(request, object_id).pk, form)

    def _set(self, request: HttpRequest, channel_code: str, form: BaseDialogForm) -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in _FIELDS}
        try:
            view = set_bank_account(SetBankAccount(channel_code, **said), now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            row = BankAccount.objects.get(pk=channel_code)
            self.log_change(
                request,
                row,
                f"Transfers go to {view.holder}, {view.iban}.",
            )
            messages.success(
                request,
                worded("Transfers go to {holder}, {iban}.", holder=view.holder, iban=view.iban),
            )
        address = reverse("admin:payments_bankaccount_changelist")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)
