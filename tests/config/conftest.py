"""Data folders with a database server of their own, for the tests of the embedded server itself."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tandem.config import postgres

FAST = {"fsync": "off"}


@pytest.fixture
def make_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Make data folders that any account may walk through, and stop their servers afterwards."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    made: list[Path] = []

    def make(*, mode: int = 0o711, below: str = "data") -> Path:
        base = Path(tempfile.mkdtemp(prefix="tandem-pg-"))
        made.append(base)
        base.chmod(0o711)
        data = base / below
        data.mkdir(parents=True)
        data.chmod(mode)
        return data

    yield make
    for base in made:
        for cluster in base.rglob("postgres.alive"):
            postgres.Server(cluster.parent).stop()
        shutil.rmtree(base)


@pytest.fixture
def data(make_data: Callable[..., Path]) -> Path:
    return make_data()


@pytest.fixture
def server(data: Path) -> postgres.Server:
    """A server that runs."""
    running = postgres.Server(data, FAST)
    running.start()
    return running


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another account")
