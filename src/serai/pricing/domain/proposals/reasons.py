"""Why a price is proposed, in words for staff: the strongest reasons first, at most three."""

from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.propose_price import Inputs, Proposal

_MOST = 3
_WORTH_TELLING = 0.1
"""The share of the gain from which on other goods are named."""
_HELD = {
    "floor": "the least margin keeps it from going lower",
    "step": "one step may not be larger",
    "ceiling": "it would be too far above its usual price",
    "competitors": "the competitors' prices hold it",
}


def reasons_of(inputs: Inputs, proposal: Proposal) -> tuple[str, ...]:
    """Return up to three sentences."""
    said = []
    answer = inputs.demand.elasticity
    change = proposal.minor / inputs.now_minor - 1
    units = proposal.units / inputs.demand.units - 1 if inputs.demand.units else 0.0
    if proposal.because == "below_floor":
        said.append("The present price leaves less than the least margin.")
    if proposal.because == "ageing" and inputs.ageing:
        said.append(_what_ages(inputs, inputs.ageing, proposal.minor))
    said.append(
        f"A price {change:+.1%} changes units by {units:+.1%}"
        f" (elasticity {answer:.2f} ± {inputs.demand.error:.2f})."
    )
    if abs(proposal.others) >= _WORTH_TELLING * abs(proposal.gain) > 0:
        more = "more" if proposal.others > 0 else "less"
        share = abs(proposal.others) / abs(proposal.gain)
        said.append(f"Other goods of its kind bring {more}: {share:.0%} of what is gained.")
    said.extend(
        f"Without its bounds it would go further: {_HELD[name]}." for name in proposal.binding
    )
    if proposal.because in ("better", "ageing"):
        said.append(f"It brings more with a certainty of {proposal.certainty:.0%}.")
    weight = inputs.terms.role.revenue_weight
    if weight and proposal.because != "ageing":
        said.append(
            f"Its category is for {inputs.terms.role.value}: a unit of revenue counts as {weight:g} of margin."
        )
    return tuple(said[:_MOST])


def _what_ages(inputs: Inputs, ageing: Ageing, minor: int) -> str:
    change = (minor / inputs.now_minor) ** inputs.demand.elasticity
    then = ageing.units - ageing.sold_when(change)
    return (
        f"{ageing.units} units are to be sold within {ageing.days} days: {ageing.excess:.0f} would be left"
        f" at the present price, {then:.0f} at the proposed one."
    )
