"""Try proposed prices out: in some stores, by turns with the price as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np

from serai.catalog.public import channel
from serai.kernel.ids import uuid7
from serai.kernel.money import Money, UnitPrice
from serai.plumbing.db import execute, unit_of_work
from serai.pricing.domain.list_price_row import ListPriceRow
from serai.pricing.domain.price_list import ListKind
from serai.pricing.domain.proposals.record import inputs_of
from serai.pricing.domain.trial_plan import TrialDays, TrialRefused
from serai.pricing.models import (
    PriceProposal,
    PriceTrial,
    ProposalState,
    TrialArticle,
    TrialStore,
)
from serai.pricing.queries.trials.open_trials import articles_on_trial
from serai.pricing.usecases.price_lists.open_price_list import OpenPriceList, open_price_list
from serai.pricing.usecases.price_lists.set_list_prices import set_list_prices
from serai.pricing.usecases.proposals.decide_proposal import is_outdated
from serai_science.experiment.switchback import LEAST_UNITS, draw_plan

MOST_STORES, MOST_ARTICLES = 500, 200


@dataclass(frozen=True, slots=True)
class StartPriceTrial:
    """
    What is tried, and where.

    Attributes:
        name: for people.
        channel_code: for which channel the stores sell.
        proposals: open proposals of the channel, 1 to 200: their bounds hold in the trial.
        stores: the stores' codes, 4 to 500, each once.
        first_on: the first day, after today.
        block_days: how long a store keeps one price.
        blocks: how many times it does, an even number.
        washout_days: how many days of each block do not count.
        by: who starts it.
    """

    name: str
    channel_code: str
    proposals: Sequence[UUID]
    stores: Sequence[str]
    first_on: date
    block_days: int = 7
    blocks: int = 4
    washout_days: int = 1
    by: str = ""


@unit_of_work()
def start_price_trial(command: StartPriceTrial, *, rng: np.random.Generator, now: datetime) -> UUID:
    """
    Draw the plan, give each store a price list with its dated prices, and return the trial's id.

    Prices of a trial stand on price lists of the stores, so that every price still says why it is what it is.
    While a trial runs, its articles are neither proposed nor moved.

    Args:
        command: what is tried.
        rng: where the plan comes from; the plan is kept.
        now: the instant.

    Raises:
        ChannelNotFound: no such channel.
        TrialRefused: too few stores, an odd number of blocks, a proposal that is not open, an article that is
            in another trial.
    """
    view = channel(command.channel_code)
    days = TrialDays(
        command.first_on, command.block_days, command.blocks, command.washout_days, view.time_zone
    )
    stores = _checked(command, days, now)
    execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"price proposals {view.code}"])
    proposals = _proposals(command.proposals, view.code, now)
    trial = PriceTrial.objects.create(
        id=uuid7(),
        name=command.name.strip(),
        channel_id=view.code,
        first_on=days.first_on,
        block_days=days.block_days,
        blocks=days.blocks,
        washout_days=days.washout_days,
        ends_at=days.ends_at,
        started_at=now,
        started_by=command.by[:150],
    )
    articles = [_article(trial, row) for row in proposals]
    TrialArticle.objects.bulk_create(articles)
    PriceProposal.objects.filter(pk__in=[row.pk for row in proposals]).update(
        state=ProposalState.SUPERSEDED,
        decided_at=now,
        decided_by=command.by[:150],
        note=f"Tried out in stores: {trial.name}",
    )
    plan = draw_plan(len(stores), days.blocks, rng)
    TrialStore.objects.bulk_create(
        [
            _store(trial, (place, code), plan[place] == 1, articles, days, now)
            for place, code in enumerate(stores)
        ]
    )
    return UUID(str(trial.pk))


def _checked(command: StartPriceTrial, days: TrialDays, now: datetime) -> list[str]:
    stores = [each.strip() for each in command.stores]
    if not 0 < len(command.name.strip()) <= 200:
        raise TrialRefused("name", "Between 1 and 200 characters.")
    if not LEAST_UNITS <= len(stores) <= MOST_STORES or len(set(stores)) < len(stores):
        raise TrialRefused("stores", f"{LEAST_UNITS} to {MOST_STORES} stores, each once.")
    if not all(0 < len(each) <= 64 for each in stores):
        raise TrialRefused("stores", "A code has 1 to 64 characters.")
    if days.block(0)[0] <= now:
        raise TrialRefused("first_on", "It begins after today.")
    if not 0 < len(set(command.proposals)) <= MOST_ARTICLES:
        raise TrialRefused("proposals", f"1 to {MOST_ARTICLES} of them.")
    return stores


def _proposals(ids: Sequence[UUID], channel_code: str, now: datetime) -> list[PriceProposal]:
    found = list(PriceProposal.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    fit = all(
        row.channel_id == channel_code
        and row.state == ProposalState.OPEN
        and not is_outdated(row, now)
        for row in found
    )
    if len(found) < len(set(ids)) or not fit:
        raise TrialRefused(
            "proposals", "Only open proposals of the channel, from its present prices."
        )
    if articles_on_trial(channel_code, now) & {row.variant_id for row in found}:
        raise TrialRefused("proposals", "An article is in another trial already.")
    return found


def _article(trial: PriceTrial, row: PriceProposal) -> TrialArticle:
    return TrialArticle(
        trial=trial,
        variant_id=row.variant_id,
        proposal=row,
        currency=row.currency,
        now_minor=row.now_minor,
        tried_minor=row.proposed_minor,
        cost_minor=inputs_of(row.record).cost_minor,
    )


def _store(
    trial: PriceTrial,
    store: tuple[int, str],
    treated: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    articles: Sequence[TrialArticle],
    days: TrialDays,
    now: datetime,
) -> TrialStore:
    place, code = store
    made = open_price_list(
        OpenPriceList(
            code=f"trial-{trial.pk.hex[-12:]}-{place}",
            name=f"{trial.name}, {code}"[:200],
            channel_code=trial.channel_id,
            kind=ListKind.FIXED,
            store=code,
            priority=1_000_000,
        ),
        now=now,
    )
    prices = [
        ListPriceRow(
            variant_id=article.variant_id,
            unit=_unit(article),
            valid_from=begins,
            valid_until=ends,
        )
        for block in np.flatnonzero(treated).tolist()
        for begins, ends in [days.block(block)]
        for article in articles
    ]
    set_list_prices(made.code, prices, source=f"trial {trial.pk}", now=now)
    return TrialStore(
        trial=trial, place=place, store=code, price_list_id=made.id, treated=treated.tolist()
    )


def _unit(article: TrialArticle) -> UnitPrice:
    money = Money(article.tried_minor, article.currency)
    return UnitPrice(money.as_decimal(), money.currency)
