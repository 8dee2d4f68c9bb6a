"""Files in a bucket, under `media/`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from serai.catalog.domain.pictures.address import is_name

_KINDS: Final = {"jpg": "image/jpeg", "webp": "image/webp"}
_FOLDER = "media"
_PATIENCE: Final = timedelta(seconds=20)
"""How long a call may take with everything that is tried again."""


@dataclass(frozen=True)
class S3Pictures:
    """
    Keeps pictures in `bucket`, which is there already.

    Without `endpoint` it is Amazon's; without `key` the machine's own role and the usual variables are asked.
    """

    bucket: str
    endpoint: str = ""
    region: str = ""
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)

    def keep(self, name: str, content: bytes) -> bool:
        """Write what is not there; a bucket shows a file whole or not at all."""
        if not is_name(name):
            raise OSError(f"No picture is kept under {name!r}.")
        with _as_os_errors():
            if self._holds(name):
                return False
            kind = _KINDS[name.rpartition(".")[2]]
            obstore.put(self._store, name, content, attributes={"Content-Type": kind})
            return True

    def read(self, name: str) -> bytes | None:
        """Return a file; `None` when there is none, or none could be."""
        if not is_name(name):
            return None
        with _as_os_errors():
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except FileNotFoundError:
                return None

    def names(self) -> Iterator[str]:
        """Yield every name, a thousand to a call."""
        with _as_os_errors():
            for page in obstore.list(self._store, chunk_size=1000):
                yield from (each["path"] for each in page if is_name(each["path"]))

    def delete(self, name: str) -> None:
        """Delete a file; one that is not there is deleted already."""
        if is_name(name):
            with _as_os_errors():
                try:
                    obstore.delete(self._store, name)
                except FileNotFoundError:
                    return

    def _holds(self, name: str) -> bool:
        try:
            obstore.head(self._store, name)
        except FileNotFoundError:
            return False
        return True

    @cached_property
    def _store(self) -> S3Store:
        given = {
            "endpoint": self.endpoint,
            "region": self.region,
            "access_key_id": self.key,
            "secret_access_key": self.secret,
        }
        return S3Store(
            self.bucket,
            prefix=_FOLDER,
            config={name: value for name, value in given.items() if value},  # type: ignore[arg-type]
            client_options={
                "allow_http": self.endpoint.startswith("http://"),
                "timeout": _PATIENCE,
            },
            retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
        )


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Let what goes wrong with the bucket be an `OSError`, as with a disk."""
    try:
        yield
    except (BaseError, FileNotFoundError) as fault:
        raise OSError(f"The bucket of pictures refused: {type(fault).__name__}.") from fault
