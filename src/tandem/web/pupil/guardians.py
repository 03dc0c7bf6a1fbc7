"""From 18 the pupil says who at home still sees along."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.people.actions import pupils
from tandem.people.actions.pupils import PupilChangeNotPossible
from tandem.people.queries import is_adult
from tandem.web.access import Request, requires
from tandem.web.family.own_file import pupil_of


@requires(Permission.OWN_FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def guardians(request: Request) -> HttpResponse:
    pupil = pupil_of(request, None)
    if request.method == "POST":
        try:
            pupils.let_guardians_see(pupil=pupil, may_see="yes" in request.POST, by=request.user, at=timezone.now())
        except PupilChangeNotPossible:
            messages.error(request, _("Vanaf je achttiende kies je dit zelf."))
        else:
            messages.success(request, _("Bewaard. Je kunt dit altijd weer veranderen."))
        return redirect("pupil-guardians")
    context = {"pupil": pupil, "decides": is_adult(pupil, on=timezone.localdate())}
    return render(request, "pupil/guardians.html", context)
