"""A record with everything that proves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from serai.attest.domain.leaf import salt_of
from serai.attest.ports import RecordSources
from serai.attest.queries.heads import KeyView, key_history, latest_head
from serai.attest.queries.proofs import inclusion_proof
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows
from serai.plumbing.wiring import bound


class NotInLog(DomainError):
    """No such record is in the log: it does not exist, or has not been taken in yet."""

    code = "attest.not_in_log"
    kind = Kind.NOT_FOUND

    def __init__(self, source: str, key: str) -> None:
        self.source, self.key = source, key
        super().__init__(f"The log has no {source} {key}; new records are taken in every minute.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    A record and what proves it: whoever has this, the verifier and trusts a key needs nothing else.

    `record` is what the table says now. When it was tampered with, the proof fails.
    """

    source: str
    key: str
    record: Mapping[str, Any]
    salt: str
    position: int
    proof: list[str]
    head: str
    keys: list[KeyView]


def evidence(source: str, key: str) -> Evidence:
    """
    Return the evidence of a record under the newest head; six statements.

    Raises:
        NotInLog: no such record is in the log, or its row is gone.
        NoHead: it is in the log, but no head that covers it has been signed yet.
    """
    found = rows(
        "SELECT l.position, g.salt_key FROM attest_leaf AS l"
        " JOIN attest_source AS s ON s.id = l.source_id, attest_log AS g"
        " WHERE s.name = %s AND l.key = %s",
        [source, key],
    )
    sources = {each.name: each for each in bound(RecordSources).sources}
    if not found or source not in sources:
        raise NotInLog(source, key)
    [(position, salt_key)] = found
    record = sources[source].by_keys([key]).get(key)
    if record is None:
        raise NotInLog(source, key)
    head = latest_head(at_least=position + 1)
    proof = inclusion_proof(position, size=head.size).proof
    salt = salt_of(salt_key, source, key)
    return Evidence(source, key, record, salt, position, proof, head.note, key_history())
