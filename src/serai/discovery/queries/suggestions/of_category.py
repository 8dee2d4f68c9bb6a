"""What is popular in the category of a product: enough to suggest beside one that nobody bought yet."""

from serai.discovery.domain.document import Band
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort

_CONSIDERED = 400


def of_category(snapshot: Snapshot, ordinal: int) -> list[int]:
    """Return what can be had in the category of a document and below, the most popular first; not itself."""
    code = int(snapshot.columns.category[ordinal])
    if code < 0:
        return []
    among = snapshot.below(code)
    among = among[(snapshot.columns.band[among] > Band.OUT) & (among != ordinal)]
    ranks = snapshot.ranks[Sort.POPULAR][among]
    nearest: list[int] = among[ranks.argsort(kind="stable")[:_CONSIDERED]].tolist()
    return nearest
