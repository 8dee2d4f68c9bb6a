"""Publish a version of a model, or refuse it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from django.utils.translation import gettext_noop

from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.model_registry.card import Card
from serai.plumbing.model_registry.folder import ModelFolder
from serai.plumbing.model_registry.in_use import Kept, in_use
from serai.plumbing.models import ModelVersion, VersionState

LATER = gettext_noop("a later version is in use")
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a version: used, or refused and why; `before` is the figure of the one it met."""

    name: str
    version: UUID
    card: Card
    before: float | None
    refused_because: str = ""


def publish(
    name: str,
    card: Card,
    write: Callable[[Path], None],
    *,
    again: Callable[[Kept], float] | None = None,
    tolerance: float = 0.0,
    now: datetime,
) -> Published:
    """
    Use a version of a model from now on, unless it is worse than what it would replace.

    Args:
        name: such as `inventory.forecast`.
        card: what was measured on a held-out split.
        write: fills the folder that it is given.
        again: measures the version in use on the split of `card`; without it only the baseline is met.
        tolerance: how far behind the version may be, in the unit of the card's figure; its noise, say.
        now: the instant.

    Raises:
        ValueError: the name is none.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"{name!r} is no name of a model: small letters, digits, dots and hyphens."
        )
    folder = ModelFolder(name)
    with folder.alone():
        current = in_use(name)
        before = again(current) if again is not None and current is not None else None
        version = uuid7()
        because = _refusal(card, before, tolerance)
        if because:
            _remember(version, name, card, VersionState.REFUSED, because, now)
        else:
            folder.write(version, write)
            _put_to_use(version, name, card, now)
            folder.tidy(_readable(name))
    return Published(name, version, card, before, because)


def _refusal(card: Card, before: float | None, tolerance: float) -> str:
    figure = card.figure
    if figure.baseline is not None and figure.is_worse_than(figure.baseline, tolerance):
        beside = str(figure.beside()) or "the baseline"
        return (
            f"{figure.named()} {figure.value:.4g} is worse than {figure.baseline:.4g} of {beside}"
        )
    if before is not None and figure.is_worse_than(before, tolerance):
        return (
            f"{figure.named()} {figure.value:.4g} is worse than {before:.4g} of the version in use"
        )
    return ""


@unit_of_work()
def _put_to_use(version: UUID, name: str, card: Card, now: datetime) -> None:
    execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"model {name}"])
    ModelVersion.objects.filter(name=name, state=VersionState.IN_USE).update(
        state=VersionState.RETIRED, because=LATER
    )
    _remember(version, name, card, VersionState.IN_USE, "", now)


def _remember(
    version: UUID, name: str, card: Card, state: VersionState, because: str, now: datetime
) -> None:
    ModelVersion.objects.create(
        id=version,
        name=name,
        state=state,
        because=because,
        card=msgspec.to_builtins(card),
        trained_at=now,
    )


def _readable(name: str) -> set[UUID]:
    """Return the version in use and the one before it, which may be brought back."""
    rows = ModelVersion.objects.filter(name=name).exclude(state=VersionState.REFUSED)
    return set(rows.order_by("-trained_at", "-id").values_list("id", flat=True)[:2]) | set(
        rows.filter(state=VersionState.IN_USE).values_list("id", flat=True)
    )
