"""What goes within a month, and the register as page and paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.core.isolation import Purpose, acting_for
from tandem.core.permissions import Permission
from tandem.people.queries.programmes import organisations_coordinated_by
from tandem.privacy.exports import annex_paper as annex
from tandem.privacy.exports import register_lines
from tandem.privacy.exports import register_paper as whole_register
from tandem.privacy.queries.retention import report_for
from tandem.privacy.retention import published
from tandem.web import downloads
from tandem.web.access import Request, requires


@requires(Permission.PRIVACY_ANSWER)
@require_safe
def soon(request: Request) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    mine = list(organisations_coordinated_by(request.user, on=today).order_by("name", "pk"))
    # Only counted, as the sweep will: who still takes part elsewhere stays, wherever that is.
    with acting_for(request.user, on=today, purpose=Purpose.KEEPING):
        reports = [(organisation, report_for(organisation, at=now)) for organisation in mine]
    return render(request, "privacy/soon.html", {"reports": reports, "periods": published()})


@requires(Permission.PRIVACY_ANSWER)
@require_safe
def register(request: Request) -> HttpResponse:
    return render(request, "privacy/register.html", {"lines": register_lines()})


@requires(Permission.PRIVACY_ANSWER)
@require_safe
def register_paper(request: Request) -> HttpResponse:
    return downloads.pdf(whole_register(at=timezone.now()), name=_("Verwerkingsregister"))


@requires(Permission.PRIVACY_ANSWER)
@require_safe
def annex_paper(request: Request) -> HttpResponse:
    return downloads.pdf(annex(at=timezone.now()), name=_("Privacybijlage"))
