"""Publish a new version of a policy."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from serai.decisions.domain.policies.kind import BadPolicy
from serai.decisions.domain.policies.known import kind_of
from serai.decisions.events import PolicyPublished
from serai.decisions.models import Policy
from serai.decisions.queries.policies import PolicyView
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.events import publish

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@unit_of_work()
def publish_policy(
    code: str, kind: str, parameters: Mapping[str, Any], *, note: str = "", now: datetime
) -> PolicyView:
    """
    Add a version of a policy; it is in force where a slot or an arm names it, and nowhere else.

    The same kind and parameters as the newest version add nothing.

    Raises:
        BadPolicy: the code, the kind or a parameter is not possible.
    """
    if not _CODE.fullmatch(code):
        raise BadPolicy("code", "1 to 64 small letters, digits and hyphens.")
    checked = kind_of(kind).checked(parameters)
    execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"decisions policy {code}"])
    newest = Policy.objects.filter(code=code).order_by("-version").first()
    if newest is not None and newest.kind != kind:
        raise BadPolicy("kind", f"{code} is of the kind {newest.kind}; take another code.")
    if newest is not None and newest.parameters == checked:
        return PolicyView.of(newest)
    row = Policy.objects.create(
        code=code,
        version=newest.version + 1 if newest else 1,
        kind=kind,
        parameters=checked,
        note=note[:200],
        created_at=now,
    )
    publish(PolicyPublished(code=row.code, version=row.version, kind=row.kind))
    return PolicyView.of(row)
