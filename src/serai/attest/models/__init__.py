"""Tables of the log."""

from serai.attest.models.anchored_head import AnchoredHead
from serai.attest.models.head import TreeHead
from serai.attest.models.key import SigningKey
from serai.attest.models.leaf import LeafRow
from serai.attest.models.log import LogRow
from serai.attest.models.source import SourceRow
from serai.attest.models.tile import TileRow

__all__ = [
    "AnchoredHead",
    "LeafRow",
    "LogRow",
    "SigningKey",
    "SourceRow",
    "TileRow",
    "TreeHead",
]
