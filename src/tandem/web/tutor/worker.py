"""The script that keeps today's page and its forms at hand without a connection.

It is served from under /tutor/, so that the browser lets it look after these pages and no other; and to everybody,
since a browser renews it also when its tutor has signed out. It holds nothing of anybody.
"""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tandem.web.access import public

SOURCE = Path(__file__).resolve().parent.parent / "static" / "js" / "log-worker.js"


@public
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        SOURCE.read_bytes(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )
