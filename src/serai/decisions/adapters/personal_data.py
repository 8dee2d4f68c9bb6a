"""What this context holds of persons: what they were shown, under a pseudonym that only the key leads to."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from serai.decisions.domain.subject import Subject
from serai.decisions.queries.keys import pseudonym
from serai.decisions.usecases.forget_subject import forget_subject
from serai.plumbing.db import dict_rows
from serai.plumbing.personal_data import Act, Holder, Person, Shown


def _subjects(person: Person) -> list[Subject]:
    buyers = (*person.ids, *person.found.get("carts", ()))
    return [
        *(Subject("account", str(each)) for each in person.ids),
        *(Subject("buyer", str(each)) for each in buyers),
    ]


def _forget(person: Person, now: datetime) -> int:
    return sum(forget_subject(subject) for subject in _subjects(person))


def _shown(person: Person) -> Iterator[Mapping[str, Any]]:
    yield from dict_rows(
        "SELECT 'shown' AS what, item, position, segment, holdout, shown_at::text AS at,"
        " NULL::float8 AS value FROM decisions_exposure WHERE subject = ANY(%(subjects)s::bigint[])"
        " UNION ALL SELECT kind, item, position, NULL, holdout, recorded_at::text, value"
        " FROM decisions_outcome WHERE subject = ANY(%(subjects)s::bigint[]) ORDER BY at",
        {"subjects": [pseudonym(subject) for subject in _subjects(person)]},
    )


HELD = Holder(
    "decisions",
    acts=(Act("What was chosen for you, and what came of it", _forget),),
    shown=(Shown("choices", _shown),),
    harmless={
        "decisions_exposure.subject": "a keyed pseudonym; its rows go by an act",
        "decisions_outcome.subject": "a keyed pseudonym; its rows go by an act",
        "decisions_experiment.name": "what staff call an experiment",
        "decisions_experiment.planned_subjects": "how many",
        "decisions_experiment.stopped_because": "staff's words about an experiment",
        "decisions_policy.note": "staff's words about a policy",
    },
)
