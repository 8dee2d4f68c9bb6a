"""Take a decision about a synonym back."""

from uuid import UUID

from serai.discovery.models import TaughtSynonym
from serai.kernel.errors import DomainError, Kind


class SynonymNotFound(DomainError):
    """There is no such decision."""

    code = "discovery.synonym_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, synonym_id: UUID) -> None:
        self.synonym_id = synonym_id
        super().__init__(f"No synonym {synonym_id}.")


def forget_synonym(synonym_id: UUID) -> None:
    """
    Delete a decision: what is learnt about the pair counts again as the slot says.

    Raises:
        SynonymNotFound: nobody decided that, or it was taken back already.
    """
    deleted, _ = TaughtSynonym.objects.filter(pk=synonym_id).delete()
    if not deleted:
        raise SynonymNotFound(synonym_id)
