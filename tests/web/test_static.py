"""What serving collects is whole, and every name changes with its content."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

HASHED = re.compile(r"\.[0-9a-f]{12}\.")


@pytest.fixture
def collected(tmp_path: Path):
    storages = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield tmp_path


def test_styles_point_at_files_that_are_there_under_a_name_that_changes(collected: Path):
    styles = [path for path in (collected / "css").glob("*.css") if HASHED.search(path.name)]

    targets = [
        (path.parent / name).resolve() for path in styles for name in re.findall(r'url\("([^"]+)"\)', path.read_text())
    ]

    assert len(targets) >= 11
    assert [path.name for path in targets if not path.exists() or not HASHED.search(path.name)] == []


def test_a_page_asks_for_little(collected: Path):
    files = [*collected.glob("css/*.css.gz"), *collected.glob("js/ui.*.js.gz"), *collected.glob("vendor/*.js.gz")]

    weight = sum(path.stat().st_size for path in files if HASHED.search(path.name))

    assert weight < 40_000
