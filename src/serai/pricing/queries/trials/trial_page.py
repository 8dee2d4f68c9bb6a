"""Trials of prices, page by page and one with all that is known of it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.pricing.models import PriceTrial
from serai.pricing.queries.trials.trial_reading import TrialNotFound, trial_reading

LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class TrialView:
    """A trial; `state` is to_come, running, stopped or over."""

    id: UUID
    name: str
    channel_code: str
    state: str
    first_on: date
    block_days: int
    blocks: int
    washout_days: int
    ends_at: datetime
    started_by: str
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class TrialStoreView:
    """A store, and in which blocks it pays the tried prices."""

    store: str
    treated: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class TrialArticleView:
    """An article, as it costs and as it is tried."""

    sku: str
    now: Money
    tried: Money


@dataclass(frozen=True, slots=True)
class TrialMetricView:
    """What the tried prices add to a store's day."""

    name: str
    control: float
    effect: float
    low: float
    high: float
    p_value: float
    carried_over: float


@dataclass(frozen=True, slots=True)
class TrialWholeView(TrialView):
    """A trial with its plan, and what it says so far."""

    stores: tuple[TrialStoreView, ...]
    articles: tuple[TrialArticleView, ...]
    blocks_over: int
    metrics: tuple[TrialMetricView, ...]


def trial_page(*, cursor: str | None = None, limit: int = 50, now: datetime) -> Page[TrialView]:
    """
    Return trials, the latest first; one statement.

    Raises:
        BadCursor: the cursor is of another list.
    """
    limit = max(1, min(limit, LARGEST_PAGE))
    found = PriceTrial.objects.all()
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        found = found.filter(pk__lt=last)
    rows = list(found.order_by("-pk")[: limit + 1])
    page = [_view(row, now) for row in rows[:limit]]
    return Page(page, encode_cursor(rows[limit - 1].pk) if len(rows) > limit else None)


def trial_view(trial_id: UUID, *, now: datetime) -> TrialWholeView:
    """
    Return a trial with its plan and its reading.

    Raises:
        TrialNotFound: there is none.
    """
    row = PriceTrial.objects.filter(pk=trial_id).first()
    if row is None:
        raise TrialNotFound(trial_id)
    reading = trial_reading(trial_id, now=now)
    return TrialWholeView(
        **asdict(_view(row, now)),
        stores=tuple(
            TrialStoreView(store.store, tuple(store.treated))
            for store in row.stores.order_by("place")
        ),
        articles=tuple(
            TrialArticleView(
                article.variant.sku,
                Money(article.now_minor, article.currency),
                Money(article.tried_minor, article.currency),
            )
            for article in row.articles.select_related("variant").order_by("variant__sku")
        ),
        blocks_over=reading.blocks_over,
        metrics=tuple(
            TrialMetricView(
                name=metric.name,
                control=metric.read.control,
                effect=metric.read.effect,
                low=metric.read.low,
                high=metric.read.high,
                p_value=metric.read.p_value,
                carried_over=metric.read.carried_over,
            )
            for metric in reading.metrics
        ),
    )


def state_of(row: PriceTrial, now: datetime) -> str:
    """Return where a trial stands: to_come, running, stopped or over."""
    if row.stopped_at is not None:
        return "stopped"
    if row.ends_at <= now:
        return "over"
    return "running" if row.first_on <= now.date() else "to_come"


def _view(row: PriceTrial, now: datetime) -> TrialView:
    return TrialView(
        id=row.id,
        name=row.name,
        channel_code=row.channel_id,
        state=state_of(row, now),
        first_on=row.first_on,
        block_days=row.block_days,
        blocks=row.blocks,
        washout_days=row.washout_days,
        ends_at=row.ends_at,
        started_by=row.started_by,
        stopped_at=row.stopped_at,
    )
