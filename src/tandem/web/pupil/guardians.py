"""From 18 the pupil says who at home still sees along."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.people.actions import pupils
from tandem.people.queries import is_adult
from tandem.web.access import Request, requires
from tandem.web.family.own_file import pupil_of


@requires(Permission.OWN_FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def guardians(request: Request) -> HttpResponse:
    pupil = pupil_of(request, None)
    if not is_adult(pupil, on=timezone.localdate()):
        raise Http404
    if request.method == "POST":
        pupils.let_guardians_see(pupil=pupil, may_see="yes" in request.POST, by=request.user, at=timezone.now())
        messages.success(request, _("Bewaard. Je kunt dit altijd weer veranderen."))
        return redirect("pupil-guardians")
    return render(request, "pupil/guardians.html", {"pupil": pupil})
