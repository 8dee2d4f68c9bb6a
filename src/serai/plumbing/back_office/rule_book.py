"""Pages on which staff write conditions, with an editor that counts what matches while one types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.kernel.conditions import (
    BadConditions,
    Fields,
    Group,
    Moment,
    read_tree,
    read_tree_text,
    sentence,
)
from serai.kernel.conditions import as_json as tree_as_json
from serai.kernel.errors import DomainError
from serai.plumbing import json
from serai.plumbing.api.problem import domain_problem
from serai.plumbing.back_office.actions import act
from serai.plumbing.back_office.columns import as_json
from serai.plumbing.back_office.dialogs import back_to, question
from serai.plumbing.back_office.form_rows import FormRows, RowsOf, as_typed
from serai.plumbing.back_office.read_only import ReadOnlyAdmin
from serai.plumbing.back_office.rule_editor import (
    EMPTY,
    RuleEditor,
    editor_of,
    faults_of,
    script_addresses,
    style_address,
)
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.conditions import LocalWords, count_within, told_in

_DELETE = question(
    "Delete it?", "Nothing that it names is touched.", submit="Delete", form=BaseDialogForm
)


@dataclass(frozen=True, slots=True)
class Matches:
    """How many rows match, and how many of them may be used, where that is not the same."""

    matches: int
    usable: int | None = None


class RuleBookForm(forms.Form):
    """
    A name and conditions; a page adds what else belongs to a row.

    `tables` are rows of fields that belong to it. `shown_with` says of fields and tables with which values of the
    field `shown_by` a script shows them; without a script everything is there.
    """

    name = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    conditions = forms.CharField(initial=EMPTY, strip=False, widget=RuleEditor)

    tables: ClassVar[tuple[RowsOf, ...]] = ()
    shown_by: ClassVar[str] = ""
    shown_with: ClassVar[Mapping[str, str]] = {}

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.rows = [FormRows(of, data, self.initial.get(of.name) or ()) for of in self.tables]

    @classmethod
    def as_typed(cls, data: QueryDict) -> "RuleBookForm":
        """Return the form with what was typed so far and more empty rows; nothing is checked."""
        values: dict[str, Any] = {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in cls.base_fields.items()
        }
        typed = {of.name: as_typed(of, data) for of in cls.tables}
        return cls(initial=values | typed)

    def clean(self) -> dict[str, Any]:
        """Add what the rows say."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for rows in self.rows:
            if not rows.is_valid():
                self.add_error(
                    None, worded("{title}: a row needs mending.", title=worded(rows.of.title))
                )
            said[rows.name] = rows.said
        return said

    def parts(self) -> list[dict[str, Any]]:
        """Return the fields and tables for the page, each with the values with which it is shown."""
        found: list[dict[str, Any]] = []
        for field in self:
            if not isinstance(field.field.widget, RuleEditor):
                found.append(self._part(field.name, field=field))
                found += [
                    self._part(rows.name, rows=rows)
                    for rows in self.rows
                    if rows.of.after == field.name
                ]
        return found + [self._part(rows.name, rows=rows) for rows in self.rows if not rows.of.after]

    def _part(self, name: str, **shown: Any) -> dict[str, Any]:
        return {**shown, "shown_with": self.shown_with.get(name, "")}


class RuleBookAdmin(ReadOnlyAdmin):
    """
    Lists rows that hold conditions; a button opens the page on which they are written.

    A subclass says what may be asked (`rule_fields`), how many match (`count_matches`), and calls the use cases
    that keep and delete a row (`keep`, `forget`). Its model has `name`, `conditions` and `version`.
    """

    rule_form: ClassVar[type[RuleBookForm]] = RuleBookForm
    form_fields: ClassVar[tuple[str, ...]] = ()
    actions_list: ClassVar[Any] = ("write_new",)
    actions_detail: ClassVar[Any] = ("write_again", "delete_row")

    def rule_fields(self) -> Fields:
        """Return what the conditions may speak about."""
        raise NotImplementedError

    def count_matches(
        self, tree: Group, fields: Fields, at: Moment, given: Mapping[str, Any]
    ) -> Matches:
        """Return how many match; `given` are the other values of the form as they are being typed."""
        raise NotImplementedError

    def keep(self, row_id: UUID | None, given: dict[str, Any], conditions: Any) -> UUID:
        """Call the use case that writes a row and return its id."""
        raise NotImplementedError

    def forget(self, row_id: UUID) -> None:
        """Call the use case that deletes a row."""
        raise NotImplementedError

    @admin.display(description="in words")
    def says(self, row: Any) -> str:
        """Return what the conditions say, or that they need mending."""
        fields = self.rule_fields()
        try:
            return sentence(read_tree(row.conditions, fields), fields, readers_words())
        except BadConditions as refusal:
            return why_not(refusal)

    @admin.display(description="conditions")
    def rules(self, row: Any) -> SafeString:
        """Return the conditions as they are kept."""
        return as_json(row.conditions)

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the count first."""
        count = self.admin_site.admin_view(require_POST(self.matches))
        urls: list[URLPattern] = super().get_urls()
        return [path("matches/", count, name=self._name("matches")), *urls]

    def matches(self, request: HttpRequest) -> HttpResponse:
        """Answer how many match what is being typed and what it says; a problem names what is wrong."""
        if not self.has_act_permission(request):
            return HttpResponse(status=403)
        fields, words, at = self.rule_fields(), readers_words(), _moment()
        try:
            tree = read_tree_text(request.POST.get("conditions", ""), fields)
            found = count_within(lambda: self.count_matches(tree, fields, at, request.POST))
        except BadConditions as refusal:
            return domain_problem(request, told_in(words, refusal))
        except DomainError as refusal:
            return domain_problem(request, refusal)
        answer = {
            "matches": None if found is None else found.matches,
            "usable": None if found is None else found.usable,
            "said": _told(found, words),
            "sentence": sentence(tree, fields, words),
        }
        return HttpResponse(json.as_json(answer), content_type="application/json")

    @action(description="Write a new one", permissions=["act"], icon="add", url_path="write")
    def write_new(self, request: HttpRequest) -> HttpResponse:
        """Show the form for a new row, or keep it."""
        return self._write(request, None)

    @action(description="Change", permissions=["act"], icon="edit", url_path="write")
    def write_again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the form for a row, or keep what it has become."""
        return self._write(request, self.get_object(request, object_id))

    @action(description="Delete", permissions=["act"], icon="delete", dialog=_DELETE)
    def delete_row(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Delete the row after a question."""
        row = self.get_object(request, object_id)
        if not act(self, request, row, lambda: self.forget(row.pk), worded("Deleted.")):
            return back_to(request, self.model, object_id)
        address = reverse(f"admin:{self._name('changelist')}")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)

    def _write(self, request: HttpRequest, row: Any) -> HttpResponse:
        fields, words = self.rule_fields(), readers_words()
        refusal = None
        if request.method != "POST":
            form = self.rule_form(initial=self._values(row))
            return self._page(request, row, form, fields, words, None)
        if "more_rows" in request.POST:
            typed = self.rule_form.as_typed(request.POST)
            return self._page(request, row, typed, fields, words, None)
        form = self.rule_form(request.POST)
        if form.is_valid():
            given = dict(form.cleaned_data)
            try:
                tree = read_tree_text(given.pop("conditions"), fields)
                row_id = self.keep(None if row is None else row.pk, given, tree_as_json(tree))
            except BadConditions as bad:
                refusal = told_in(words, bad)
            except DomainError as error:
                form.add_error(None, why_not(error))
            else:
                return self._kept(request, row_id, is_new=row is None)
        return self._page(request, row, form, fields, words, refusal)

    def _kept(self, request: HttpRequest, row_id: UUID, *, is_new: bool) -> HttpResponse:
        row = self.model.objects.get(pk=row_id)
        (self.log_addition if is_new else self.log_change)(request, row, "Written.")
        messages.success(request, worded("Written."))
        return HttpResponseRedirect(reverse(f"admin:{self._name('change')}", args=[row_id]))

    def _page(
        self,
        request: HttpRequest,
        row: Any,
        form: RuleBookForm,
        fields: Fields,
        words: LocalWords,
        refusal: BadConditions | None,
    ) -> HttpResponse:
        count_url = reverse(f"admin:{self._name('matches')}")
        context = {
            **self.admin_site.each_context(request),
            "title": row.name
            if row
            else worded("New {verbose_name}", verbose_name=self.model._meta.verbose_name),
            "opts": self.model._meta,
            "form": form,
            "faults": [] if refusal is None else faults_of(refusal),
            "editor": editor_of(fields, words, count_url=count_url, refusal=refusal),
            "scripts": script_addresses(),
            "style": style_address(),
        }
        status = 200 if refusal is None and not form.errors else 422
        return TemplateResponse(request, "back_office/write_rules.html", context, status=status)

    def _values(self, row: Any) -> dict[str, Any]:
        if row is None:
            return {}
        own = {name: getattr(row, name) for name in ("name", "version", *self.form_fields)}
        return {**own, "conditions": json.as_json(row.conditions).decode()}

    def _name(self, page: str) -> str:
        return f"{self.model._meta.app_label}_{self.model._meta.model_name}_{page}"


def readers_words() -> LocalWords:
    """Return the language in which conditions are told to whoever reads the page."""
    return LocalWords(get_language() or "en", get_current_timezone())


def _moment() -> Moment:
    return Moment(now(), get_current_timezone())


def _told(found: Matches | None, words: LocalWords) -> str:
    if found is None:
        return words.say("editor.too_slow")
    count = words.number(found.matches, "")
    if found.usable is None:
        return words.say("editor.matches", count=count)
    return words.say("editor.usable", count=count, usable=words.number(found.usable, ""))
