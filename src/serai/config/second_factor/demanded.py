"""Of whom a second factor is demanded, and how long it can be put off."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission

from serai.plumbing.db import rows

EVERYBODY = "everybody"
_ASKED = """
INSERT INTO plumbing_staff_asked AS asked (staff_id, asked_at) VALUES (%(id)s, %(now)s)
ON CONFLICT (staff_id) DO UPDATE SET asked_at = asked.asked_at
RETURNING asked_at
"""


def is_demanded_of(user: Any) -> bool:
    """Return whether somebody needs a second factor; superusers have every permission."""
    wanted: list[str] = settings.SERAI_SECOND_FACTOR
    return EVERYBODY in wanted or any(user.has_perm(name) for name in wanted)


def unknown_permissions() -> list[str]:
    """Return which permissions of the setting there are not, as after a slip of the pen. One statement."""
    known = Permission.objects.values_list("content_type__app_label", "codename")
    there = {EVERYBODY, *(f"{label}.{codename}" for label, codename in known)}
    return [name for name in settings.SERAI_SECOND_FACTOR if name not in there]


def may_wait_until(staff_id: int, *, now: datetime) -> datetime:
    """Return until when somebody may put it off, counted from the first time that this was asked. One statement."""
    asked_at: datetime = rows(_ASKED, {"id": staff_id, "now": now})[0][0]
    return asked_at + timedelta(days=settings.SERAI_SECOND_FACTOR_GRACE_DAYS)
