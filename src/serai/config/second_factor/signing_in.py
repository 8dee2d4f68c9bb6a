"""What a session of the back office remembers: who waits at the second step, and what was proven when."""

import hmac
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest

from serai.config.second_factor.factor import Factor
from serai.config.second_factor.factors_of import has_factor

PATIENCE = timedelta(minutes=10)
"""How long the second step may take after the password."""

FRESH_FOR = timedelta(minutes=15)
"""How long a proof is enough for what matters: whoever finds a screen unlocked cannot change who may get in."""

_WAITING, _PROVEN, _LATER = "staff_waiting", "staff_proven", "staff_later"


def hold_back(request: HttpRequest, user: User, *, after: str, now: datetime) -> None:
    """Remember who has given the right password and still needs a second factor."""
    request.session[_WAITING] = {
        "id": user.pk,
        "backend": user.backend,
        "password": user.get_session_auth_hash(),
        "until": (now + PATIENCE).isoformat(),
        "after": after,
    }


def held_back(request: HttpRequest, *, now: datetime) -> tuple[User, str] | None:
    """Return who waits at the second step of this session, and where they want to go; `None` when nobody."""
    waiting = request.session.get(_WAITING)
    if waiting is None or datetime.fromisoformat(waiting["until"]) <= now:
        return None
    user = User.objects.filter(pk=waiting["id"], is_active=True, is_staff=True).first()
    if user is None or not _same(waiting["password"], user.get_session_auth_hash()):
        return None
    user.backend = waiting["backend"]
    return user, waiting["after"]


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def let_in(request: HttpRequest, user: User, factor: Factor, *, now: datetime) -> None:
    """Begin a session of somebody, under a new key."""
    request.session.pop(_WAITING, None)
    login(request, user)
    note_proof(request, factor, now=now)


def note_proof(request: HttpRequest, factor: Factor, *, now: datetime) -> None:
    """Remember what was proven in this session, and when."""
    request.session[_PROVEN] = {"factor": factor.value, "at": now.isoformat()}


def factor_of(request: HttpRequest) -> Factor:
    """Return what this session rests on beside the password."""
    return Factor(request.session.get(_PROVEN, {}).get("factor", Factor.NONE))


def is_fresh(request: HttpRequest, user: Any, *, now: datetime) -> bool:
    """Return whether this session was proven lately, with a factor if there is one. At most one statement."""
    proven = request.session.get(_PROVEN)
    if proven is None or datetime.fromisoformat(proven["at"]) + FRESH_FOR <= now:
        return False
    return factor_of(request) is not Factor.NONE or not has_factor(user.pk)


def put_off(request: HttpRequest, *, until: datetime) -> None:
    """Let this session go on without a second factor for now."""
    request.session[_LATER] = until.isoformat()


def is_put_off(request: HttpRequest, *, now: datetime) -> bool:
    """Return whether this session may go on without a second factor."""
    until = request.session.get(_LATER)
    return until is not None and now < datetime.fromisoformat(until)
