"""Slots: what decides where, and a switch."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminDecimalFieldWidget, UnfoldAdminSelectWidget

from serai.decisions.domain.mode import Mode
from serai.decisions.domain.slot import declared_slots
from serai.decisions.models import SlotSetting
from serai.decisions.queries.policies import policies
from serai.decisions.usecases.switch_slot import SwitchSlot, switch_slot
from serai.kernel.clock import now
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, chip, question
from serai.plumbing.back_office.worded import told, worded

_TONES = {Mode.OFF: "plain", Mode.SHADOW: "waiting", Mode.ON: "good"}
_AS_IT_CAME = gettext_noop("the order as it came")


class SwitchForm(BaseDialogForm):
    """How the slot should stand."""

    mode = forms.ChoiceField(
        choices=[(mode.value, mode.value) for mode in Mode], widget=UnfoldAdminSelectWidget
    )
    policy = forms.ChoiceField(
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="The newest version decides; empty is the order as it came.",
    )
    holdout = forms.DecimalField(
        min_value=0,
        max_value=50,
        decimal_places=1,
        required=False,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="Per cent of subjects who never get what is on; empty leaves it as it is.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the policies that are there."""
        super().__init__(*args, **kwargs)
        known = [(view.code, f"{view.code} v{view.version} ({view.kind})") for view in policies()]
        self.fields["policy"].choices = [("", worded(_AS_IT_CAME)), *known]


_SWITCH = question(
    "Switch the slot?",
    "Off shows what the shop always showed. In shadow a policy decides beside and nobody sees it. On, it"
    " decides for everybody outside the holdout. Every process follows within about a second.",
    submit="Switch",
    form=SwitchForm,
)


@admin.register(SlotSetting)
class SlotSettingAdmin(ReadOnlyAdmin):
    """What decides in which place of which channel."""

    list_display: ClassVar[Any] = (
        "slot",
        "place",
        "channel_code",
        "standing",
        "decides",
        "held_out",
    )
    list_select_related: ClassVar[Any] = ("policy",)
    search_prefix = ("slot",)
    search_help_text = "How a slot begins: home"
    ordering: ClassVar[Any] = ("slot", "channel_code")
    fields: ClassVar[Any] = (
        "slot",
        "place",
        "chosen_among",
        "reward",
        "channel_code",
        "standing",
        "decides",
        "held_out",
        "version",
        "updated_at",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("switch",)
    permission_to_act = "decisions.change_slotsetting"

    @action(
        description="Switch",
        permissions=["act"],
        icon="toggle_on",
        url_path="switch",
        dialog=_SWITCH,
    )
    def switch(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Switch the slot off, into shadow or on."""
        setting = self.get_object(request, object_id)
        said = form.cleaned_data
        share = None if said["holdout"] is None else float(said["holdout"]) / 100
        command = SwitchSlot(
            setting.slot, setting.channel_code, Mode(said["mode"]), said["policy"], holdout=share
        )
        done = worded(
            "Switched {mode}: {policy}",
            mode=said["mode"],
            policy=said["policy"] or worded(_AS_IT_CAME),
        )
        act(self, request, setting, lambda: switch_slot(command, now=now()), done)
        return back_to(request, SlotSetting, object_id)

    @admin.display(description="place")
    def place(self, setting: SlotSetting) -> str:
        """Return the slot's name for people."""
        slot = declared_slots().get(setting.slot)
        return told(slot.named()) if slot else worded("no longer in the code")

    @admin.display(description="chosen among")
    def chosen_among(self, setting: SlotSetting) -> str:
        """Return what can stand there."""
        slot = declared_slots().get(setting.slot)
        return told(slot.chosen_among()) if slot else ""

    @admin.display(description="should bring about")
    def reward(self, setting: SlotSetting) -> str:
        """Return what a policy is to bring about."""
        slot = declared_slots().get(setting.slot)
        return worded(slot.reward.value) if slot else ""

    @admin.display(description="mode")
    def standing(self, setting: SlotSetting) -> SafeString:
        """Return the mode."""
        return chip(setting.mode, _TONES[Mode(setting.mode)])

    @admin.display(description="decided by")
    def decides(self, setting: SlotSetting) -> str:
        """Return the policy with its version."""
        return str(setting.policy) if setting.policy else worded(_AS_IT_CAME)

    @admin.display(description="holdout")
    def held_out(self, setting: SlotSetting) -> str:
        """Return the share that never gets what is on."""
        return f"{setting.holdout:.1%}"
