"""What others wrote is exactly what they published."""

import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "src" / "tandem" / "web" / "static"
CORE_FONTS = STATIC.parents[1] / "core" / "fonts"
LISTED = re.compile(r"^\| `([^`]+)` .* `([0-9a-f]{64})` \|$", re.MULTILINE)


def listed(folder: Path) -> dict[str, str]:
    return dict(LISTED.findall((folder / "README.md").read_text()))


@pytest.mark.parametrize("folder", [STATIC / "vendor", STATIC / "fonts", CORE_FONTS], ids=lambda path: path.parent.name)
def test_every_file_has_the_hash_that_is_written_down(folder: Path):
    files = [path for path in folder.iterdir() if path.suffix in {".js", ".woff2", ".ttf"}]

    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    assert found == listed(folder)


def test_pages_use_the_htmx_that_is_here():
    base = (STATIC.parent / "templates" / "base.html").read_text()

    assert re.findall(r"vendor/[^']+", base) == [f"vendor/{name}" for name in listed(STATIC / "vendor")]
