"""The keys of this context: in a file of their own, apart from those under which the rest of Tandem seals text."""

import hashlib
import hmac
import uuid

from django.conf import settings

from tandem.core.cipher import KeyFile, KeyFileNotFit, decrypt, encrypt

NAME_LENGTH = 16
BLOCK = 64  # bytes that SHA-256 works on at a time


def key_file() -> KeyFile:
    return KeyFile(settings.TANDEM_SAFEGUARDING_KEY_FILE)


def seal(text: str, *, row: uuid.UUID) -> bytes:
    """Seal what somebody wrote, for the one row it will stand in."""
    name, key = next(iter((key_file().read() or key_file().make()).items()))
    return name.encode() + encrypt(key, text.encode(), where=_place(row))


def unseal(sealed: bytes, *, row: uuid.UUID) -> str:
    """Open what was sealed for this row."""
    name = bytes(sealed[:NAME_LENGTH]).decode()
    try:
        key = key_file().read()[name]
    except KeyError:
        raise KeyFileNotFit(
            f"{settings.TANDEM_SAFEGUARDING_KEY_FILE} does not hold the key of this signal. "
            "Put back the copy that was kept apart."
        ) from None
    return decrypt(key, bytes(sealed[NAME_LENGTH:]), where=_place(row)).decode()


def signature(message: str) -> str:
    """Sign who reads, so that the database believes only Tandem itself."""
    return hmac.new(_signing_key(), message.encode(), hashlib.sha256).hexdigest()


def pads() -> tuple[bytes, bytes]:
    """Return the signing key as the database needs it: it has SHA-256, and builds the signature with these two."""
    key = _signing_key().ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in key), bytes(byte ^ 0x5C for byte in key)


def _signing_key() -> bytes:
    # Of the oldest key, which stays when a newer one is put before it.
    keys = list((key_file().read() or key_file().make()).values())
    return hmac.new(keys[-1], b"who reads", hashlib.sha256).digest()


def _place(row: uuid.UUID) -> str:
    return f"safeguarding_words|sealed|{row}"
