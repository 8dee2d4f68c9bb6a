"""Learn from a channel's purchases and arrange its documents, both at once."""

from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

from serai.catalog.public import channel
from serai.discovery.models.files.channel_folder import TRAINED, ChannelFolder
from serai.discovery.models.files.training_files import save_training
from serai.discovery.ports import PurchaseHistory, Purchases
from serai.discovery.usecases.generations.category_nodes import category_tree
from serai.discovery.usecases.generations.write_generation import gathered, new_stamp, written
from serai.kernel.ids import uuid7
from serai.plumbing.wiring import bound


def learn_and_arrange(channel_code: str) -> str:
    """
    Learn suggestions from every purchase and write a generation that uses them; return its name.

    Neighbours are learnt in a thread while the documents are arranged: that is mostly arithmetic, which
    lets the other one run. A channel that shows nothing has nothing to learn.
    """
    from serai.discovery.usecases.training.learn import (  # noqa: PLC0415 - it loads SciPy, and readers never learn
        Assortment,
        Lesson,
    )

    view = channel(channel_code)
    folder = ChannelFolder.of(settings.SERAI_VAR, channel_code)
    with folder.alone(), ThreadPoolExecutor(1) as thread:
        seq, documents = gathered(channel_code)
        history = _history(channel_code) if documents else Purchases.none()
        tree = category_tree(view.locale)
        lesson = Lesson(history, Assortment.of(documents, tree, view.locale))
        learning = thread.submit(lesson.whole)
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


def _history(channel_code: str) -> Purchases:
    return bound(PurchaseHistory).purchases(channel_code)
