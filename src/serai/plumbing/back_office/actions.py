"""Buttons that call use cases."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest

from serai.kernel.errors import DomainError

T = TypeVar("T")


def act(request: HttpRequest, use_case: Callable[[], Any], done: str) -> bool:
    """Call a use case and tell the user what happened: `done`, or why it was refused."""
    try:
        use_case()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def act_on_each(
    request: HttpRequest, things: Iterable[T], use_case: Callable[[T], Any], done: str
) -> None:
    """
    Call a use case for each thing, each in its own transaction, and tell what happened.

    Args:
        request: whose the click is.
        things: what the user selected.
        use_case: what to call with each.
        done: a sentence with `{count}`.
    """
    count = 0
    refusals: dict[str, int] = {}
    for thing in things:
        try:
            use_case(thing)
        except DomainError as refusal:
            refusals[str(refusal)] = refusals.get(str(refusal), 0) + 1
        else:
            count += 1
    if count:
        messages.success(request, done.format(count=count))
    for sentence, times in list(refusals.items())[:5]:
        messages.error(request, sentence if times == 1 else f"{sentence} ({times}×)")
