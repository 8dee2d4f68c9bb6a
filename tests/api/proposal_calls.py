"""Right calls about proposed prices."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np
from factories.catalog import a_variant
from factories.pricing import priced

from serai.catalog.public import variants_of_skus
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.pricing.domain.proposals.price_terms import PriceTerms
from serai.pricing.domain.proposals.propose_price import Demand, Inputs, propose_price
from serai.pricing.domain.proposals.record import proposal_record
from serai.pricing.models import PriceProposal, ProposalState
from serai.pricing.usecases.trials.start_price_trial import StartPriceTrial, start_price_trial


def proposed_prices() -> dict[str, UUID]:
    """Propose other prices; return each proposal by its SKU, and a trial of one of them."""
    prices = {"BREAD": 250, "MILK": 199, "TRIED": 300, "UNTRIED": 300}
    for sku in ("TRIED", "UNTRIED"):
        priced(a_variant(sku).id, "3.00", now=clock.now() - timedelta(days=1))
    found = {sku: _proposal(sku, minor) for sku, minor in prices.items()}
    command = StartPriceTrial(
        "Cheaper rice", "web", [found["TRIED"]], ["s1", "s2", "s3", "s4"], _next_week()
    )
    trial = start_price_trial(command, rng=np.random.default_rng(1), now=clock.now())
    return {**found, "trial": trial}


def _next_week() -> date:
    return clock.now().date() + timedelta(days=7)


def _proposal(sku: str, minor: int) -> UUID:
    demand = Demand(units=100.0, elasticity=-3.0, error=0.1, usual_minor=float(minor))
    inputs = Inputs(minor, Decimal(minor) / 2, demand, PriceTerms())
    row = PriceProposal.objects.create(
        id=uuid7(),
        channel_id="web",
        variant_id=variants_of_skus([sku])[sku].id,
        currency="USD",
        now_minor=minor,
        proposed_minor=minor - 11,
        gain_minor=100,
        because="better",
        record=proposal_record(inputs, propose_price(inputs), model_version="m", terms_version=""),
        state=ProposalState.OPEN,
        proposed_at=clock.now(),
    )
    return UUID(str(row.pk))


def proposal_calls(proposals: dict[str, UUID], plain: Callable[..., Any]) -> dict[str, Any]:
    """Return a right call of every operation of proposals and what they are made from."""
    seen = {"sku": "MILK", "competitor": "Market", "currency": "USD", "price": "1.89"}
    return {
        "price_proposals": plain(query="?channel=web&state=open&limit=5"),
        "propose_channel_prices": plain({"channel": "web"}),
        "accept_price_proposal": plain({"minor": 239}, proposal_id=proposals["BREAD"]),
        "reject_price_proposal": plain({"note": "Not now"}, proposal_id=proposals["MILK"]),
        "set_costs": plain({"costs": [{"sku": "MILK", "currency": "USD", "cost": "1.2345"}]}),
        "take_seen_prices": plain({"prices": [seen | {"seen_at": "2026-11-20T08:00:00Z"}]}),
        "write_price_terms": plain({"channel": "web", "role": "traffic"}),
        "price_trials": plain(query="?limit=5"),
        "price_trial": plain(trial_id=proposals["trial"]),
        "start_trial": plain(
            {
                "name": "Cheaper rice again",
                "channel": "web",
                "proposals": [str(proposals["UNTRIED"])],
                "stores": ["s1", "s2", "s3", "s4"],
                "first_on": _next_week().isoformat(),
            }
        ),
        "stop_trial": plain({}, trial_id=proposals["trial"]),
        "price_moves": plain(channel_code="web"),
        "set_price_moves": plain({"most_a_day": 5, "stopped": False}, channel_code="web"),
        "put_prices_back": plain({"hours": 24}, channel_code="web"),
    }
