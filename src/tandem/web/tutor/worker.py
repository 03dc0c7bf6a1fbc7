"""The script that keeps today's page and its forms at hand without a connection.

It is served from under /tutor/, so that the browser lets it look after these pages and no other.
"""

from pathlib import Path

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.web.access import Request, requires

SOURCE = Path(__file__).resolve().parent.parent / "static" / "js" / "log-worker.js"


@requires(Permission.TUTOR_READ)
@require_safe
def script(request: Request) -> HttpResponse:
    return HttpResponse(
        SOURCE.read_bytes(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )
