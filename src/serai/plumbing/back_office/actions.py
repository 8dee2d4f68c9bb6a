"""Buttons that call use cases, tell what happened and note who it was."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest

from serai.kernel.errors import DomainError
from serai.plumbing.back_office.worded import in_own_words, noted, why_not, worded

T = TypeVar("T", bound=Model)


def act(
    page: "ModelAdmin[Any]",
    request: HttpRequest,
    thing: Model,
    use_case: Callable[[], object],
    done: str,
) -> bool:
    """
    Call a use case and tell the user what happened: `done`, or why it was refused.

    The history of the thing keeps `done` in English, whoever reads it later.
    """
    try:
        use_case()
    except DomainError as refusal:
        messages.error(request, why_not(refusal))
        return False
    page.log_change(request, thing, noted(done))
    messages.success(request, in_own_words(done))
    return True


def act_on_each(
    page: "ModelAdmin[Any]",
    request: HttpRequest,
    things: Iterable[T],
    use_case: Callable[[T], object],
    done: str,
) -> None:
    """
    Call a use case for each thing, each in its own transaction, and tell what happened.

    Args:
        page: the page whose button it is.
        request: whose the click is.
        things: what the user selected.
        use_case: what to call with each.
        done: what is noted and told, such as "replayed".
    """
    count = 0
    refusals: dict[str, int] = {}
    for thing in list(things):
        try:
            use_case(thing)
        except DomainError as refusal:
            refusals[why_not(refusal)] = refusals.get(why_not(refusal), 0) + 1
        else:
            page.log_change(request, thing, noted(done))
            count += 1
    if count:
        messages.success(request, worded("{count} {done}.", count=count, done=in_own_words(done)))
    for sentence, times in list(refusals.items())[:5]:
        messages.error(request, sentence if times == 1 else f"{sentence} ({times}×)")
