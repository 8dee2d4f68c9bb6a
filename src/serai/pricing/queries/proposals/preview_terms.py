"""What other terms would make of prices, before anybody sets them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from serai.catalog.public import channel
from serai.kernel.money import Money
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.queries.proposals.price_terms import KeptTerms, terms_by_path
from serai.pricing.queries.proposals.worked_out import WorkedOut, worked_out

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PreviewedPrice:
    """One price that would be proposed."""

    sku: str
    now: Money
    proposed: Money
    gain: Money


@dataclass(frozen=True, slots=True)
class TermsPreview:
    """
    What terms would do.

    Attributes:
        looked_at: how many articles they hold for that are known well enough.
        rises: how many would cost more.
        falls: how many would cost less.
        gain: what a week is expected to bring more.
        stays: of those that would stay, why and how many.
        held: how many proposals each bound would hold back.
        largest: the proposals that bring most.
    """

    looked_at: int
    rises: int
    falls: int
    gain: Money
    stays: Mapping[str, int]
    held: Mapping[str, int]
    largest: tuple[PreviewedPrice, ...]


def preview_terms(
    channel_code: str, category_path: str, terms: PriceTerms, *, now: datetime
) -> TermsPreview:
    """
    Return what these terms would do to a category and what is below it; nothing is written.

    Articles for which a deeper category has terms of its own are not among them.

    Raises:
        ChannelNotFound: no such channel.
    """
    view = channel(channel_code)
    tried = KeptTerms(terms, "")
    known = {**terms_by_path(view.code), category_path: tried}
    found = [each for each in worked_out(view.code, known, now=now) if each.inputs.terms is terms]
    changed = sorted((each for each in found if each.changes), key=lambda each: -each.proposal.gain)
    return TermsPreview(
        looked_at=len(found),
        rises=sum(each.proposal.minor > each.inputs.now_minor for each in changed),
        falls=sum(each.proposal.minor < each.inputs.now_minor for each in changed),
        gain=Money(round(sum(each.proposal.gain for each in changed)), view.currency),
        stays=Counter(each.proposal.because for each in found if not each.changes),
        held=Counter(name for each in changed for name in each.proposal.binding),
        largest=tuple(_shown(each, view.currency) for each in changed[:_SHOWN]),
    )


def _shown(each: WorkedOut, currency: str) -> PreviewedPrice:
    return PreviewedPrice(
        sku=each.sku,
        now=Money(each.inputs.now_minor, currency),
        proposed=Money(each.proposal.minor, currency),
        gain=Money(round(each.proposal.gain), currency),
    )
