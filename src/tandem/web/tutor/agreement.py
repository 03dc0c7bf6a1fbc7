"""What a tutor agrees to, in the words of their own way of taking part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.initiatives.actions.engagements import AgreementNotPossible
from tandem.initiatives.queries.engagements import to_agree
from tandem.scheduling.actions import safety
from tandem.web.access import Request, requires
from tandem.web.tutor.shared import tutor_of


@requires(Permission.TUTOR_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: Request) -> HttpResponse:
    tutor = tutor_of(request)
    today = timezone.localdate()
    texts = to_agree(tutor, on=today)
    if request.method == "POST":
        asked = next((each.text for each in texts if each.text.form == request.POST.get("form")), None)
        try:
            if asked is None:
                raise AgreementNotPossible("kind")
            safety.agree(
                tutor=tutor,
                form=asked.form,
                version=request.POST.get("version", ""),
                by=request.user,
                at=timezone.now(),
            )
        except AgreementNotPossible:
            messages.warning(request, _("De tekst is intussen veranderd. Lees hem nog eens en zeg dan ja."))
        else:
            messages.success(request, _("Bewaard dat je akkoord gaat."))
        return redirect("tutor-agreement")
    return render(request, "tutor/agreement.html", {"texts": texts})
