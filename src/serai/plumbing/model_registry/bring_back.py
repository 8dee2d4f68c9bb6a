"""Bring the version before back into use."""

from django.utils.translation import gettext_noop

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.model_registry.folder import ModelFolder
from serai.plumbing.models import ModelVersion, VersionState

EARLIER = gettext_noop("an earlier version was brought back")


class NothingToBringBack(DomainError):
    """A model has no earlier version whose files are still there."""

    code = "models.nothing_to_bring_back"
    kind = Kind.CONFLICT

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} has no earlier version whose files are still there.")


@unit_of_work()
def bring_back(name: str) -> None:
    """
    Retire the version in use and use the last retired one whose files are still there.

    Raises:
        NothingToBringBack: there is none.
    """
    execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"model {name}"])
    folder = ModelFolder(name)
    rows = ModelVersion.objects.filter(name=name)
    retired = rows.filter(state=VersionState.RETIRED).order_by("-trained_at", "-id")
    earlier = next((row for row in retired if folder.of(row.id).is_dir()), None)
    if earlier is None:
        raise NothingToBringBack(name)
    rows.filter(state=VersionState.IN_USE).update(state=VersionState.RETIRED, because=EARLIER)
    rows.filter(pk=earlier.pk).update(state=VersionState.IN_USE, because="")
