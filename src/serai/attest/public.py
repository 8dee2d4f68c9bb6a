"""What other contexts may ask of the log."""

from serai.attest.ports import AnchorUnavailable
from serai.attest.queries.disagreements import log_disagreements
from serai.attest.queries.evidence import Evidence, NotInLog, evidence
from serai.attest.queries.heads import HeadView, KeyView, NoHead, key_history, latest_head
from serai.attest.queries.log_overview import (
    AnchorOverview,
    LogOverview,
    SourceOverview,
    log_overview,
)
from serai.attest.queries.proofs import (
    ConsistencyProof,
    InclusionProof,
    OutsideOfLog,
    consistency_proof,
    inclusion_proof,
)
from serai.attest.usecases.anchor_heads import anchor_heads
from serai.attest.usecases.append_records import append_records
from serai.attest.usecases.rotate_key import rotate_key
from serai.attest.usecases.sealed_key import KeySealed
from serai.attest.usecases.sign_head import sign_head

__all__ = [
    "AnchorOverview",
    "AnchorUnavailable",
    "ConsistencyProof",
    "Evidence",
    "HeadView",
    "InclusionProof",
    "KeySealed",
    "KeyView",
    "LogOverview",
    "NoHead",
    "NotInLog",
    "OutsideOfLog",
    "SourceOverview",
    "anchor_heads",
    "append_records",
    "consistency_proof",
    "evidence",
    "inclusion_proof",
    "key_history",
    "latest_head",
    "log_disagreements",
    "log_overview",
    "rotate_key",
    "sign_head",
]
