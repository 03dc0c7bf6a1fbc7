"""Calendar feeds: opened by calendar programs, which know only the secret address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from tandem.core.isolation import Purpose, acting_for, name_of_secret
from tandem.scheduling import feeds
from tandem.web.access import public

WAIT_SECONDS = 15 * 60


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer with the calendar, or that nothing changed since this program last asked."""
    at = timezone.now()
    about = name_of_secret(token)
    with acting_for(None, on=timezone.localdate(at), purpose=Purpose.FEED, about=about):
        found = feeds.feed_at(token)
        if found is None:
            raise Http404
        rows = feeds.rows_of(found, at=at)
    etag = feeds.etag_of(found, rows)
    response: HttpResponse
    if {etag, "*"} & {known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))}:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(feeds.calendar_of(found, rows), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="tandem.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={WAIT_SECONDS}"
    return response
