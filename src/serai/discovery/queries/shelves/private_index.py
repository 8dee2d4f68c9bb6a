"""A process's own copy of a generation's text index, for the texts of its overlay."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import tantivy

from serai.discovery.domain.language.analyser import Analyser
from serai.discovery.domain.text_index import ORDINAL, IndexedText, TextIndex, add_texts
from serai.discovery.models.files.generation_files import TEXTS

_WRITER_MEMORY = 15_000_000


class PrivateIndex:
    """
    The text index of a generation, with changed texts.

    Tantivy never alters a segment file, so the copy is made of hard links: it costs nothing until texts
    change, other processes do not see it, and word statistics stay those of the whole shop.
    """

    def __init__(self, generation: Path, index: tantivy.Index, analyser: Analyser) -> None:
        self._generation, self._analyser = generation, analyser
        self._index = index
        self._writer: tantivy.IndexWriter | None = None

    def changed(self, texts: Iterable[IndexedText]) -> TextIndex:
        """Return the index after the documents of these ordinals have these texts."""
        fresh = list(texts)
        if fresh:
            writer = self._writer or self._copied()
            for text in fresh:
                writer.delete_documents_by_term(ORDINAL, text.ordinal)
            add_texts(writer, fresh)
            writer.commit()
            self._index.reload()
        return TextIndex(self._index.schema, self._index.searcher())

    def _copied(self) -> tantivy.IndexWriter:
        own = Path(tempfile.mkdtemp(prefix="own-", dir=self._generation))
        for file in (self._generation / TEXTS).iterdir():
            if file.suffix == ".json":
                shutil.copy(file, own)
            elif file.suffix != ".lock":
                os.link(file, own / file.name)
        self._index = tantivy.Index.open(str(own))
        self._index.config_reader("Manual", 1)
        self._index.register_tokenizer(Analyser.name, self._analyser.index_analyser)
        self._writer = self._index.writer(_WRITER_MEMORY, 1)
        return self._writer
