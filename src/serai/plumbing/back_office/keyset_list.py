"""List pages whose cost does not grow with the table."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.admin.options import IncorrectLookupParameters
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from unfold.views import ChangeList

from serai.kernel.pages import BadCursor, decode_cursor, encode_cursor

AFTER = "after"
_PLAIN: "dict[type[models.Field[Any, Any]], type]" = {
    models.UUIDField: UUID,
    models.DateTimeField: datetime,
    models.DateField: date,
    models.IntegerField: int,
    models.DecimalField: Decimal,
    models.FloatField: float,
    models.CharField: str,
    models.TextField: str,
}


class KeysetPages:
    """What the page's footer needs to know instead of a paginator."""

    template_name = "back_office/pages.html"

    def __init__(self, per_page: int, *, first: str | None, following: str | None) -> None:
        self.per_page, self.first, self.following = per_page, first, following


class KeysetList(ChangeList):
    """
    A list that goes on from the last row shown instead of counting and skipping.

    The order is total and made of columns of the table itself that are never null.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = capfirst(self.opts.verbose_name_plural)

    def get_queryset(self, request: HttpRequest, *args: Any) -> QuerySet[Any]:
        """Return the rows of all pages; the place in the list is no filter."""
        self.params.pop(AFTER, None)
        self.filter_params.pop(AFTER, None)
        queryset: QuerySet[Any] = super().get_queryset(request, *args)
        return queryset

    def get_results(self, request: HttpRequest) -> None:
        """Read one page and one row more, to know whether there is another."""
        order = dict.fromkeys(self.queryset.query.order_by)  # Django names some columns twice
        columns = [_Column(self.lookup_opts, name) for name in order]
        queryset = self.queryset
        after = request.GET.get(AFTER)
        if after:
            queryset = queryset.filter(_beyond(columns, after))
        found = list(queryset[: self.list_per_page + 1])
        self.result_list = found[: self.list_per_page]
        following = None
        if len(found) > self.list_per_page:
            last = self.result_list[-1]
            cursor = encode_cursor(*(getattr(last, column.name) for column in columns))
            following = self.get_query_string({AFTER: cursor})
        first = self.get_query_string() if after else None
        self.paginator = KeysetPages(self.list_per_page, first=first, following=following)
        self.result_count = self.full_result_count = len(self.result_list)
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.show_admin_actions = bool(self.result_list)


class _Column:
    """One column of the order: its name, its type, its direction."""

    def __init__(self, options: Any, ordering: str) -> None:
        self.descending = ordering.startswith("-")
        name = ordering.lstrip("-")
        field = options.pk if name == "pk" else options.get_field(name)
        self.name = field.attname
        plain = field.target_field if field.is_relation else field
        self.type = next(kind for known, kind in _PLAIN.items() if isinstance(plain, known))

    def past(self, value: Any, *, or_at: bool = False) -> Q:
        """Return the condition of a row that comes later (or stands level)."""
        comparison = ("lt" if self.descending else "gt") + ("e" if or_at else "")
        return Q(**{f"{self.name}__{comparison}": value})


def _beyond(columns: list[_Column], cursor: str) -> Q:
    """Return the condition of the rows after `cursor`; its first part lets an index begin there."""
    try:
        values = decode_cursor(cursor, *(column.type for column in columns))
    except BadCursor as error:
        raise IncorrectLookupParameters from error
    later, level = Q(), Q()
    for column, value in zip(columns, values, strict=True):
        later |= level & column.past(value)
        level &= Q(**{column.name: value})
    return columns[0].past(values[0], or_at=True) & later
