"""Why a price is proposed, in words for staff: the strongest reasons first, at most three."""

from serai.kernel.told import Told
from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.price_terms import Role
from serai.pricing.domain.proposals.propose_price import Inputs, Proposal

_MOST = 3
_WORTH_TELLING = 0.1
"""The share of the gain from which on other goods are named."""
_HELD = {
    "floor": Told("floor", "the least margin keeps it from going lower"),
    "step": Told("step", "one step may not be larger"),
    "ceiling": Told("ceiling", "it would be too far above its usual price"),
    "competitors": Told("competitors", "the competitors' prices hold it"),
}
_IS_FOR = {Role.BALANCE: Told("balance", "balance"), Role.TRAFFIC: Told("traffic", "traffic")}
"""What a category is for where revenue counts beside margin."""


def reasons_of(inputs: Inputs, proposal: Proposal) -> tuple[Told, ...]:
    """Return up to three sentences."""
    said = []
    if proposal.because == "below_floor":
        said.append(Told("below_floor", "The present price leaves less than the least margin."))
    if proposal.because == "ageing" and inputs.ageing:
        said.append(_what_ages(inputs, inputs.ageing, proposal.minor))
    said.append(_what_units_do(inputs, proposal))
    if abs(proposal.others) >= _WORTH_TELLING * abs(proposal.gain) > 0:
        said.append(_what_others_bring(proposal))
    said.extend(
        Told("bound", "Without its bounds it would go further: {bound}.", {"bound": _HELD[name]})
        for name in proposal.binding
    )
    if proposal.because in ("better", "ageing"):
        said.append(
            Told(
                "certainty",
                "It brings more with a certainty of {certainty:.0%}.",
                {"certainty": proposal.certainty},
            )
        )
    role = inputs.terms.role
    if role.revenue_weight and proposal.because != "ageing":
        said.append(
            Told(
                "role",
                "Its category is for {role}: a unit of revenue counts as {weight:g} of margin.",
                {"role": _IS_FOR[role], "weight": role.revenue_weight},
            )
        )
    return tuple(said[:_MOST])


def _what_units_do(inputs: Inputs, proposal: Proposal) -> Told:
    demand = inputs.demand
    return Told(
        "demand",
        "A price {change:+.1%} changes units by {units:+.1%} (elasticity {elasticity:.2f} ± {error:.2f}).",
        {
            "change": proposal.minor / inputs.now_minor - 1,
            "units": proposal.units / demand.units - 1 if demand.units else 0.0,
            "elasticity": demand.elasticity,
            "error": demand.error,
        },
    )


def _what_others_bring(proposal: Proposal) -> Told:
    facts = {"share": abs(proposal.others) / abs(proposal.gain)}
    if proposal.others > 0:
        return Told(
            "others_more",
            "Other goods of its kind bring more: {share:.0%} of what is gained.",
            facts,
        )
    return Told(
        "others_less", "Other goods of its kind bring less: {share:.0%} of what is gained.", facts
    )


def _what_ages(inputs: Inputs, ageing: Ageing, minor: int) -> Told:
    change = (minor / inputs.now_minor) ** inputs.demand.elasticity
    return Told(
        "ageing",
        "{units} units are to be sold within {days} days: {excess:.0f} would be left at the present price,"
        " {then:.0f} at the proposed one.",
        {
            "units": ageing.units,
            "days": ageing.days,
            "excess": ageing.excess,
            "then": ageing.units - ageing.sold_when(change),
        },
    )
