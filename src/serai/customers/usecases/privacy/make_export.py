"""Put together everything that is held of a person."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from serai.customers.domain.privacy_request import (
    EXPORT_KEPT,
    OPEN,
    ExportGone,
    PrivacyAction,
    PrivacyKind,
    PrivacyRequestNotFound,
    PrivacyState,
)
from serai.customers.models import PrivacyRequest
from serai.customers.queries.privacy.person_of import person_of
from serai.customers.usecases.privacy.lock_request import advance, locked_request
from serai.kernel import clock
from serai.plumbing.db import unit_of_work
from serai.plumbing.jobs import job
from serai.plumbing.personal_data import Holders, Person, show_held
from serai.plumbing.sealing import Sealing
from serai.plumbing.wiring import bound

_EXPORTS = Sealing(b"serai personal data")


@job(name="customers.make_export")
def make_export(request_id: UUID) -> None:
    """Write the export of a request, sealed, and let it be fetched for a week; safe to repeat."""
    with unit_of_work():
        row = locked_request(request_id, PrivacyKind.EXPORT)
        if row.state not in OPEN:
            return
        advance(row, PrivacyAction.BEGIN)
        row.save(update_fields=["state"])
    now = clock.now()
    content = export_of(person_of(row.customer_id), now=now)
    with unit_of_work():
        row = locked_request(request_id, PrivacyKind.EXPORT)
        if row.state != PrivacyState.WORKING:
            return
        advance(row, PrivacyAction.PREPARE)
        row.content = _EXPORTS.seal(content, secret=settings.SERAI_SECRET, of=row.pk.bytes)
        row.ended_at, row.expires_at = now, now + EXPORT_KEPT
        row.save(update_fields=["state", "content", "ended_at", "expires_at"])


def export_of(person: Person, *, now: datetime) -> bytes:
    """Return a zip with one JSON file for each kind of thing held, and `index.json` that says what they are."""
    packed = io.BytesIO()
    index: list[dict[str, Any]] = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for holder in bound(Holders):
            parts: list[tuple[str, str, list[Any]]] = [
                (each.table, each.what, show_held(each, person)) for each in holder.tables
            ]
            parts += [(each.name, each.name, list(each.rows(person))) for each in holder.shown]
            for name, what, rows in parts:
                if rows:
                    file = f"{holder.context}/{name.removeprefix(f'{holder.context}_')}.json"
                    archive.writestr(
                        file, json.dumps(rows, ensure_ascii=False, indent=1, default=str)
                    )
                    index.append({"file": file, "what": what, "rows": len(rows)})
        told = {"made_at": now.isoformat(), "files": index}
        archive.writestr("index.json", json.dumps(told, ensure_ascii=False, indent=1))
    return packed.getvalue()


def opened_export(request_id: UUID, *, now: datetime) -> bytes:
    """
    Return the zip of an export.

    Raises:
        PrivacyRequestNotFound: no such export.
        ExportGone: it is not ready yet, or deleted by now.
    """
    row = PrivacyRequest.objects.filter(pk=request_id, kind=PrivacyKind.EXPORT).first()
    if row is None:
        raise PrivacyRequestNotFound
    if row.content is None or row.expires_at is None or row.expires_at <= now:
        raise ExportGone
    return _EXPORTS.unseal(bytes(row.content), secret=settings.SERAI_SECRET, of=row.pk.bytes)
