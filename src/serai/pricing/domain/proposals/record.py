"""What a proposal was made from, kept so that anyone can make it again."""

import json
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha256
from typing import Any

from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.domain.proposals.propose_markdown import propose_price_or_markdown
from serai.pricing.domain.proposals.propose_price import Demand, Inputs, Proposal


class ProposalDiffers(Exception):
    """A record is not what it was, or today's code makes another price of it."""


def proposal_record(
    inputs: Inputs, proposal: Proposal, *, model_version: str, terms_version: str
) -> dict[str, Any]:
    """Return inputs and price as JSON values, with their hash; `replayed` gives the same proposal from them."""
    kept = {
        "now_minor": inputs.now_minor,
        "cost_minor": str(inputs.cost_minor),
        "demand": asdict(inputs.demand),
        "terms": inputs.terms.as_json(),
        "competitors_minor": list(inputs.competitors_minor),
        "others_minor": inputs.others_minor,
        "ageing": asdict(inputs.ageing) if inputs.ageing else None,
        "model_version": model_version,
        "terms_version": terms_version,
        "proposed_minor": proposal.minor,
        "because": proposal.because,
    }
    return {**kept, "hash": hash_of(kept)}


def hash_of(record: dict[str, Any]) -> str:
    """Return the SHA-256 of a record without its own hash, keys in order, numbers as floats, in hexadecimal."""
    plain = {name: _plain(value) for name, value in record.items() if name != "hash"}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def inputs_of(record: dict[str, Any]) -> Inputs:
    """Return the inputs that a record keeps."""
    return Inputs(
        now_minor=record["now_minor"],
        cost_minor=Decimal(record["cost_minor"]),
        demand=Demand(**record["demand"]),
        terms=PriceTerms.from_json(record["terms"]),
        competitors_minor=tuple(record["competitors_minor"]),
        others_minor=record.get("others_minor", 0.0),
        ageing=Ageing(**ageing) if (ageing := record.get("ageing")) else None,
    )


def proposed_again(record: dict[str, Any]) -> Proposal:
    """Return what was proposed, from the record alone."""
    return propose_price_or_markdown(inputs_of(record))


def replayed(record: dict[str, Any]) -> Proposal:
    """
    Return what was proposed, worked out anew and held against what was kept.

    Raises:
        ProposalDiffers: the record is not what it was, or today's code makes another price of it.
    """
    if record["hash"] != (found := hash_of(record)):
        raise ProposalDiffers(f"The record has the hash {found}, not {record['hash']}.")
    again = proposed_again(record)
    if (again.minor, again.because) != (record["proposed_minor"], record["because"]):
        raise ProposalDiffers(f"{again.minor} comes of it, not {record['proposed_minor']}.")
    return again


def _plain(value: Any) -> Any:
    """Return a value as it comes back from the database: there a number is a number, whole or not."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return float(value) + 0.0 if isinstance(value, int | float) else value
