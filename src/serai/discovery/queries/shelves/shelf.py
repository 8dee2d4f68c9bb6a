"""One channel in the memory of one process."""

from pathlib import Path
from threading import Lock

import structlog

from serai.discovery.domain.document import Document
from serai.discovery.domain.generation import snapshot_of
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.overlay import overlaid, overlay_of
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.models.files.channel_folder import CURRENT, ChannelFolder
from serai.discovery.models.files.generation_files import (
    UnreadableGeneration,
    open_generation,
    read_manifest,
)
from serai.discovery.models.files.training_files import open_training
from serai.discovery.queries.shelves.document_rows import documents_after, latest_seq
from serai.discovery.queries.shelves.meanings import meaning_of
from serai.discovery.queries.shelves.private_index import PrivateIndex
from serai.discovery.queries.shelves.synonyms import taught_now
from serai.kernel.errors import DomainError, Kind

log = structlog.get_logger("serai.discovery")
_MOST_OVERLAID = 20_000


class NotPrepared(DomainError):
    """The channel's documents have not been arranged on this machine yet."""

    code = "discovery.not_prepared"
    kind = Kind.UNAVAILABLE

    def __init__(self, channel_code: str) -> None:
        self.channel_code = channel_code
        super().__init__("The shop is being prepared; try again in a moment.")


class Shelf:
    """
    The snapshot of a channel, replaced whenever something has changed.

    Readers take `snapshot` once per request and never wait. One thread at a time refreshes.
    """

    def __init__(self, folder: ChannelFolder, channel_code: str) -> None:
        self.folder, self.channel_code = folder, channel_code
        self._snapshot: Snapshot | None = None
        self._texts: PrivateIndex | None = None
        self._refreshing = Lock()
        self.ahead = False
        """Whether the snapshot knows changes that the tables do not: they are not the ones it was made of."""

    @property
    def snapshot(self) -> Snapshot:
        """
        Return the state to answer from.

        Raises:
            NotPrepared: there is no generation on this machine yet.
        """
        if self._snapshot is None:
            raise NotPrepared(self.channel_code)
        return self._snapshot

    @property
    def prepared(self) -> bool:
        """Return whether there is something to answer from."""
        return self._snapshot is not None

    def refresh(self) -> bool:
        """
        Follow the pointer to the latest generation and the changes since; return whether anything changed.

        Changes that are too many for an overlay are left to the next generation, which is on its way.
        """
        with self._refreshing:
            before = self._snapshot
            self._follow_generation()
            self._follow_meaning()
            self._follow_taught()
            while self._snapshot is not None and self._merge_changes(self._snapshot):
                pass
            return self._snapshot is not before

    def _follow_generation(self) -> None:
        path = self.folder.current(CURRENT)
        if path is None or (self._snapshot and self._snapshot.generation == path.name):
            return
        try:
            self._open(path)
        except UnreadableGeneration:
            log.warning("generation unreadable", generation=path.name)

    def _follow_meaning(self) -> None:
        meaning = self._meaning()
        if self._snapshot is not None and self._snapshot.meaning.version != meaning.version:
            self._snapshot = self._snapshot.understanding(meaning)

    def _follow_taught(self) -> None:
        if self._snapshot is not None:
            taught = taught_now(self.channel_code, self._snapshot.tables.locale)
            if self._snapshot.taught.version != taught.version:
                self._snapshot = self._snapshot.knowing(taught)

    def _meaning(self) -> Meaning:
        return meaning_of(self.channel_code).current() or Meaning.none()

    def _open(self, path: Path) -> None:
        manifest = read_manifest(path)
        generation, pages, indexes = open_generation(path, manifest)
        training = open_training(
            self.folder.path / manifest.training if manifest.training else None
        )
        analyser = analyser_of(manifest.locale)
        self._texts = PrivateIndex(path, indexes.texts, analyser)
        self._snapshot = snapshot_of(generation, pages, indexes, training, self._meaning())

    def _merge_changes(self, snapshot: Snapshot) -> bool:
        """Merge about a thousand changed documents; return whether there may be more."""
        latest = latest_seq(self.channel_code)
        self.ahead = latest < snapshot.seq
        if latest <= snapshot.seq or self._texts is None:
            return False
        if len(snapshot.pages.changed) > _MOST_OVERLAID:
            return False
        documents = documents_after(self.channel_code, snapshot.seq)
        if not documents:
            return False
        self._snapshot = self._merged(snapshot, documents)
        return True

    def _merged(self, snapshot: Snapshot, documents: list[Document]) -> Snapshot:
        if self._texts is None:
            raise NotPrepared(self.channel_code)
        overlay = overlay_of(snapshot, documents)
        texts = overlay.texts(snapshot)
        index = self._texts.changed(texts) if texts else snapshot.texts
        return overlaid(snapshot, overlay, index, seq=documents[-1].seq)
