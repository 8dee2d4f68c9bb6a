"""What may become of a proposal."""

from enum import StrEnum


class ProposalKind(StrEnum):
    """Where the units come from."""

    ORDER = "order"
    MOVE = "move"


class ProposalState(StrEnum):
    """Open until somebody decides, or until a later run says something else."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REPLACED = "replaced"
