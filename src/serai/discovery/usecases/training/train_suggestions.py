"""Learn from a channel's purchases and keep what was learnt as files."""

from django.conf import settings

from serai.catalog.public import channel
from serai.discovery.models.files.channel_folder import TRAINED, ChannelFolder
from serai.discovery.models.files.training_files import save_training
from serai.discovery.ports import PurchaseHistory
from serai.discovery.queries.shelves.document_rows import shown_documents
from serai.discovery.usecases.generations.category_nodes import category_tree
from serai.kernel.ids import uuid7
from serai.plumbing.wiring import bound


def train_suggestions(channel_code: str) -> str:
    """
    Learn suggestions and popularity from every purchase; return the training's name.

    The next generation takes it up; until then shoppers see what was learnt before.
    """
    from serai.discovery.usecases.training.learn import (  # noqa: PLC0415 -- it loads SciPy, and readers never learn
        Assortment,
        learn,
    )

    view = channel(channel_code)
    shown = [(each.product_id.bytes, each.facts) for each in shown_documents(channel_code)]
    assortment = Assortment.of(shown, category_tree(view.locale), view.locale)
    history = bound(PurchaseHistory).purchases(channel_code)
    training = learn(history, assortment)
    folder = ChannelFolder.of(settings.SERAI_VAR, channel_code)
    name = f"t{uuid7()}"
    with folder.alone(), folder.writing(name, TRAINED) as path:
        save_training(path, training)
    return name
