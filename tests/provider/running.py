"""Start the provider, and walk through its pages as a browser would."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.provider.server import PASSWORD

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running(folder: Path, *redirect_uris: str) -> Iterator[str]:
    """Serve a provider on a free port for as long as the block lasts; yields its address."""
    command = [sys.executable, "-m", "tests.provider.server", str(folder), *redirect_uris]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://localhost:"), "The provider did not start."
            yield address
        finally:
            process.terminate()


def signed_in_at_school(name: str, authorize_url: str) -> str:
    """Sign in with the school's password; return where the school sends the browser back to."""
    with requests.Session() as browser:
        page = browser.get(authorize_url)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        form = {"csrfmiddlewaretoken": token, "login": name, "password": PASSWORD}
        answer = browser.post(page.url, data=form, allow_redirects=False)
        while answer.headers.get("Location", "").startswith("/"):
            base = page.url.split("/accounts/")[0]
            answer = browser.get(base + answer.headers["Location"], allow_redirects=False)
        return answer.headers["Location"]
