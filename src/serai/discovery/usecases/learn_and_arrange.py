"""Learn from a channel's purchases and arrange its documents, both at once."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from serai.catalog.public import channel
from serai.discovery.domain.document import Document
from serai.discovery.models.files.channel_folder import TRAINED, ChannelFolder
from serai.discovery.models.files.training_files import save_training
from serai.discovery.ports import PurchaseHistory, Purchases
from serai.discovery.queries.shelves.document_rows import shows_anything
from serai.discovery.usecases.generations.category_nodes import category_tree
from serai.discovery.usecases.generations.write_generation import gathered, new_stamp, written
from serai.discovery.usecases.without_collecting import without_collecting
from serai.inventory.ports import Weather
from serai.inventory.public import locations
from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.plumbing.model_registry import in_use
from serai.plumbing.wiring import bound
from serai.pricing.public import unit_costs

if TYPE_CHECKING:
    from serai.discovery.usecases.training.foreseen import Foresee

_LEARNT_FROM, _SHOWN_UNTIL = timedelta(days=3 * 365), timedelta(days=30)
"""How far back and ahead weather counts; what moved sales longer ago says little of today's."""


@without_collecting()
def learn_and_arrange(channel_code: str) -> str:
    """
    Learn suggestions from every purchase and write a generation that uses them; return its name.

    A thread fetches the purchases while the documents are gathered, and learns neighbours while they are
    arranged: most of it lets the other one run. A channel that shows nothing has nothing to learn.
    """
    from serai.discovery.usecases.training.assortment import Assortment  # noqa: PLC0415
    from serai.discovery.usecases.training.learn import (  # noqa: PLC0415 - it loads SciPy, and readers never learn
        Lesson,
    )
    from serai.discovery.usecases.training.store_trends import Stores  # noqa: PLC0415
    from serai.discovery.usecases.training.weather_trends import Skies  # noqa: PLC0415

    view = channel(channel_code)
    folder = ChannelFolder.of(settings.SERAI_VAR, channel_code)
    with folder.alone(), ThreadPoolExecutor(1) as thread:
        history = _purchases(channel_code, thread)
        seq, documents = gathered(channel_code)
        tree = category_tree(view.locale)
        costs = _costs(documents, view.currency)
        lesson = Lesson(history.result(), Assortment.of(documents, tree, view.locale))
        stores = Stores(_store_codes(), view.time_zone)
        today = now().astimezone(ZoneInfo(view.time_zone)).date()
        skies = Skies(bound(Weather).places(today - _LEARNT_FROM, today + _SHOWN_UNTIL), today)
        learning = thread.submit(lesson.whole, _foreseeing(channel_code), costs, stores, skies)
        trained = f"t{uuid7()}"

        def keep_training() -> None:
            with folder.writing(trained, TRAINED) as path:
                save_training(path, learning.result())

        return written(
            folder,
            documents,
            lesson.popularity_of,
            stamp=new_stamp(channel_code, seq),
            trained=trained,
            finish=keep_training,
        )


def _costs(documents: Sequence[Document], currency: str) -> dict[UUID, Decimal]:
    """Return what the variants on show cost the merchant, in minor units; one statement."""
    ids = [UUID(bytes=raw) for each in documents if each.facts for raw in each.facts.variants]
    return unit_costs(ids, currency, now())


def _store_codes() -> dict[bytes, str]:
    """Return the stores' codes by their ids; one statement."""
    return {each.id.bytes: each.code for each in locations() if each.kind == "store"}


def _foreseeing(channel_code: str) -> "Foresee":
    """Return what foresees the next baskets: the model in use, nothing without one."""
    from serai.discovery.usecases.training.foreseen import (  # noqa: PLC0415 - it loads SciPy
        foresees_nothing,
    )

    if (kept := in_use("discovery.next-basket")) is None:
        return foresees_nothing
    from serai.discovery.usecases.training.foreseeing import (  # noqa: PLC0415 - they load Polars and XGBoost
        foreseeing,
    )
    from serai.discovery.usecases.training.kept_ranker import ranker_of  # noqa: PLC0415
    from serai.discovery.usecases.training.planned_offers import plan_of  # noqa: PLC0415

    ranker = ranker_of(kept)
    return foreseeing(ranker, plan_of(channel_code)) if ranker else foresees_nothing


def _purchases(channel_code: str, thread: ThreadPoolExecutor) -> "Future[Purchases]":
    """Return the purchases to come; inside a transaction they are fetched at once, on its connection."""
    if not connection.in_atomic_block and shows_anything(channel_code):
        return thread.submit(_fetched_alone, channel_code)
    there: Future[Purchases] = Future()
    there.set_result(_fetched(channel_code) if shows_anything(channel_code) else Purchases.none())
    return there


def _fetched(channel_code: str) -> Purchases:
    return bound(PurchaseHistory).purchases(channel_code)


def _fetched_alone(channel_code: str) -> Purchases:
    """Fetch in a thread, and leave no connection behind."""
    try:
        return _fetched(channel_code)
    finally:
        connection.close()
