"""What a proposal was made from, kept so that anyone can make it again."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.domain.proposals.propose_price import (
    Demand,
    Inputs,
    Proposal,
    propose_price,
)


def proposal_record(inputs: Inputs, *, model_version: str, terms_version: str) -> dict[str, Any]:
    """Return the inputs as JSON values; `proposed_again` gives the same proposal from them."""
    return {
        "now_minor": inputs.now_minor,
        "cost_minor": str(inputs.cost_minor),
        "demand": asdict(inputs.demand),
        "terms": inputs.terms.as_json(),
        "competitors_minor": list(inputs.competitors_minor),
        "model_version": model_version,
        "terms_version": terms_version,
    }


def inputs_of(record: dict[str, Any]) -> Inputs:
    """Return the inputs that a record keeps."""
    return Inputs(
        now_minor=record["now_minor"],
        cost_minor=Decimal(record["cost_minor"]),
        demand=Demand(**record["demand"]),
        terms=PriceTerms.from_json(record["terms"]),
        competitors_minor=tuple(record["competitors_minor"]),
    )


def proposed_again(record: dict[str, Any]) -> Proposal:
    """Return what was proposed, from the record alone."""
    return propose_price(inputs_of(record))
