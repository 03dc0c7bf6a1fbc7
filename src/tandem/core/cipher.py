"""Sealing: AES-256-GCM, bound to the place where the text stands, and the file that holds the outermost keys."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyFileNotFit(Exception):
    """The file with the wrapping key is not there, or not the one that belongs to this database."""


class NotSealedHere(Exception):
    """What was sealed was changed, moved to another place, or sealed under another key."""


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def encrypt(key: bytes, plain: bytes, *, where: str) -> bytes:
    """Seal bytes under a key; they open only with the same key and at the same place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, where.encode())


def decrypt(key: bytes, sealed: bytes, *, where: str) -> bytes:
    """Open what `encrypt` sealed at this place."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], where.encode())
    except (InvalidTag, ValueError):
        raise NotSealedHere(where) from None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file of wrapping keys, one a line (`name key`), the newest first; readable by its owner alone."""

    path: Path

    def read(self) -> Mapping[str, bytes]:
        """Return the keys by name, the one to use first; none when there is no file yet."""
        try:
            lines = self.path.read_text().split("\n")
        except FileNotFoundError:
            return {}
        keys = {name: bytes.fromhex(key) for name, key in (line.split() for line in lines if line.strip())}
        if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise KeyFileNotFit(f"{self.path} holds no keys. Put back the copy that was kept apart.")
        return keys

    def make(self) -> Mapping[str, bytes]:
        """Make the file with its first key, unless somebody else did so a moment ago."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = self._written({self._name(): new_key()})
        try:
            os.link(written, self.path)  # whole or not at all, and never over another file
        except FileExistsError:
            pass
        finally:
            written.unlink()
        return self.read()

    def add(self) -> Mapping[str, bytes]:
        """Put a new key before the others."""
        return self._replace({self._name(): new_key()} | dict(self.read()))

    def keep_newest(self) -> Mapping[str, bytes]:
        """Forget all keys but the first."""
        name, key = next(iter(self.read().items()))
        return self._replace({name: key})

    def _name(self) -> str:
        return secrets.token_hex(8)

    def _replace(self, keys: Mapping[str, bytes]) -> Mapping[str, bytes]:
        self._written(keys).rename(self.path)
        return self.read()

    def _written(self, keys: Mapping[str, bytes]) -> Path:
        descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")  # mode 600
        with os.fdopen(descriptor, "w") as file:
            file.writelines(f"{name} {key.hex()}\n" for name, key in keys.items())
            file.flush()
            os.fsync(file.fileno())
        return Path(name)
