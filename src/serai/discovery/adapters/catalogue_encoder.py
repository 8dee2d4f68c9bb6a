"""Vectors learnt from the catalogue itself: nothing leaves the house."""

from collections.abc import Sequence

from serai.discovery.domain.product_text import ProductText, TextVectors


class CatalogueEncoder:
    """Directions of the words, categories and attributes that stand together in the shop's own texts."""

    name = "catalogue"
    learns = True

    def taught(self, texts: Sequence[ProductText], locale: str) -> TextVectors:
        """Return what reads texts in the strongest directions of these."""
        from serai.discovery.domain.language.analyser import analyser_of  # noqa: PLC0415
        from serai.discovery.usecases.training.learn_meaning import (  # noqa: PLC0415 - it loads SciPy
            Directions,
        )

        return Directions.learnt(texts, analyser_of(locale))
