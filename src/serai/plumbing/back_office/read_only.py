"""Pages that show and never write."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.admin import ShowFacets
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Model, Q, QuerySet, UUIDField
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from unfold.admin import ModelAdmin, TabularInline

from serai.plumbing.back_office.keyset_list import KeysetList


class ReadOnlyAdmin(ModelAdmin):
    """
    Lists and shows rows of any number.

    `search_exactly` and `search_prefix` name indexed columns, the former also across a foreign key
    (`variant__sku`) when it is the only one; `search_words` names a text with an index of its words.
    Nothing else is searched.
    `permission_to_act` is what a user needs for the page's actions.
    `nothing_yet` says, on an empty list, what will be there and what to do about it.
    """

    search_exactly: ClassVar[tuple[str, ...]] = ()
    search_prefix: ClassVar[tuple[str, ...]] = ()
    search_words: ClassVar[str] = ""
    permission_to_act: ClassVar[str] = ""
    nothing_yet: ClassVar[str] = ""

    empty_value_display = "—"

    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_disable_select_all = True
    list_select_related: ClassVar[Any] = ()
    sortable_by: ClassVar[Any] = ()
    list_fullwidth = True

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetList]:
        """Return the list that neither counts nor skips."""
        return KeysetList

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Return what is shown of a thing, under translated titles; an id is the last that people look for."""
        return [
            (gettext(title) if title else title, {**said, "fields": _id_last(said["fields"])})
            for title, said in super().get_fieldsets(request, obj)
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one thing, under the name of its list."""
        titled = {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        shown: HttpResponse = super().change_view(request, object_id, form_url, titled)
        return shown

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Return what can be searched, so that the page shows its search box."""
        return [*self.search_exactly, *self.search_prefix]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows that have the term as one of their searchable values."""
        term = search_term.strip()
        if not term:
            return queryset, False
        wanted = Q(pk__in=[])
        for name in self.search_exactly:
            if not _takes_uuid(self.model, name):
                wanted |= Q(**{name: term})
            elif _is_uuid(term):
                wanted |= Q(**{name: UUID(term)})
        for name in self.search_prefix:
            wanted |= Q(**{f"{name}__startswith": term})
        if self.search_words:
            queryset = queryset.annotate(words=SearchVector(self.search_words, config="simple"))
            wanted |= Q(words=SearchQuery(term, config="simple"))
        return queryset.filter(wanted), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nothing is added here; use cases add."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is edited here; actions call use cases."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False

    def has_act_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Whether the user may run this page's actions."""
        return bool(request.user.has_perm(self.permission_to_act))


class ReadOnlyRows(TabularInline):
    """Rows that belong to the one shown."""

    extra = 0
    can_delete = False
    show_change_link = False
    tab = False
    hide_title = True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is edited here."""
        return False


def _id_last(names: Any) -> list[Any]:
    return sorted(names, key=lambda name: name == "id")


def _takes_uuid(model: type[Model], name: str) -> bool:
    if "__" in name:
        return False
    field = model._meta.get_field(name)
    return isinstance(getattr(field, "target_field", field), UUIDField)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
