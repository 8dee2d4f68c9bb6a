"""Say that what people waited for is there, and have letters written."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from serai.marketing.domain.alerts.alert import AlertKind
from serai.marketing.events import AlertsDue
from serai.marketing.usecases.alerts.send_alert import send_alert
from serai.plumbing.events import publish

_IN_ONE_EVENT = 500


def fall_due(due: Sequence[tuple[UUID, UUID]], channel_code: str, kind: AlertKind) -> None:
    """Have a letter written for each (alert, variant) that has fallen due in the open unit of work."""
    people = sorted(Counter(variant_id for _, variant_id in due).items())
    for start in range(0, len(people), _IN_ONE_EVENT):
        part = people[start : start + _IN_ONE_EVENT]
        publish(
            AlertsDue(
                tuple(variant_id for variant_id, _ in part),
                tuple(count for _, count in part),
                channel_code,
                kind.value,
            )
        )
    for alert_id, _ in due:
        send_alert.later(alert_id=alert_id)
