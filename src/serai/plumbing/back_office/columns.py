"""How values look in the back office."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext

from serai.kernel.money import Money

R = TypeVar("R")

_EMPTY: tuple[Any, ...] = (None, "", [], {}, ())
_TONES = {
    "good": "bg-green-100 text-green-700 dark:bg-green-500/20 dark:text-green-400",
    "waiting": "bg-orange-100 text-orange-700 dark:bg-orange-500/20 dark:text-orange-400",
    "bad": "bg-red-100 text-red-700 dark:bg-red-500/20 dark:text-red-400",
    "plain": "bg-base-500/8 text-base-700 dark:bg-base-500/20 dark:text-base-200",
}


def amount(minor: int, currency: str) -> SafeString:
    """Return money as text, aligned by its digits; the currency stays behind them, also from right to left."""
    money = Money(minor, currency)
    return format_html(
        '<bdi class="bo-amount">{} {}</bdi>',
        f"{money.as_decimal():,f}",
        currency,
    )


def chip(text: str, tone: str = "plain") -> SafeString:
    """Return a word on a coloured ground; `tone` is good, waiting, bad or plain."""
    return format_html(
        '<span class="inline-block font-semibold h-6 leading-6 px-2 rounded-default text-[11px]'
        ' uppercase whitespace-nowrap {}">{}</span>',
        _TONES[tone],
        gettext(text.replace("_", " ")),
    )


def told_once(display: Callable[[Any, Any], R]) -> Callable[[Any, Any], R]:
    """Let a column that reads the database do so once for a row; a page asks for each value several times."""
    name = f"_told_{display.__name__}"

    @wraps(display)
    def once(page: Any, row: Any) -> R:
        kept: dict[str, R] = vars(row)
        if name not in kept:
            kept[name] = display(page, row)
        return kept[name]

    return once


def as_json(value: Any) -> SafeString:
    """Return a JSON value, readable."""
    return as_text(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def as_lines(facts: dict[str, Any]) -> SafeString:
    """Return a dictionary as a list of names and values; empty values are left out."""
    told = ((_name(name), _value(value)) for name, value in facts.items() if value not in _EMPTY)
    rows = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", told)
    return format_html('<dl class="bo-facts">{}</dl>', rows)


def link(model: str, key: Any, text: str) -> SafeString:
    """Return a link to the page of one thing; `model` is such as customers.customer."""
    address = reverse(f"admin:{model.replace('.', '_')}_change", args=[key])
    return format_html('<a class="bo-link" href="{}">{}</a>', address, text)


def instant(when: datetime) -> str:
    """Return an instant in the shop's time, for lines of text."""
    return f"{localtime(when):%Y-%m-%d %H:%M}"


def _name(name: str) -> str:
    return gettext(str(name).replace("_", " "))


def _value(value: Any) -> SafeString | str:
    if isinstance(value, dict):
        return as_lines(value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list | tuple):
        lined = any(isinstance(each, dict | list | tuple) for each in value)
        parts = [(_value(each),) for each in value]
        return format_html_join(SafeString("<br>") if lined else ", ", "{}", parts)
    return str(value)


def as_text(text: str) -> SafeString:
    """Return text of several lines as it stands."""
    return format_html('<pre class="bo-text">{}</pre>', text)
