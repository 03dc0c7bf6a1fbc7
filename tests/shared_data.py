"""Real files that stand beside a checkout; where they are not, a test that needs them says so."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


def shared_data(name: str) -> dict[str, bytes]:
    """Return the files of one folder of shared data, or skip the test."""
    named = os.environ.get("TANDEM_SHARED")
    places = [Path(named)] if named else [parent / "shared" for parent in CHECKOUT.parents]
    folder = next((place / "data" / name for place in places if (place / "data" / name).is_dir()), None)
    if folder is None:
        pytest.skip(f"The shared data '{name}' does not stand beside this checkout.")
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
