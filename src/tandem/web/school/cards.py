"""The cards with which the pupils of a class come in: made and printed by their teacher or the school."""

import uuid

import segno
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.core import codes, pdf
from tandem.core.permissions import Permission
from tandem.people.actions import cards
from tandem.people.actions.cards import PrintedCard
from tandem.people.models import Pupil
from tandem.people.queries.cards import pupils_with_cards
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.school.shared import own_class, render_class


class WhoForm(forms.Form):
    pupils = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Voor wie"),
        queryset=Pupil.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één leerling.")},
    )


@requires(Permission.CLASS_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def class_cards(request: Request, class_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    pupils = pupils_with_cards(school_class, request.user, on=timezone.localdate())
    if request.method != "POST":
        return render_class(request, school_class, "school/class_cards.html", {"pupils": pupils})
    form = WhoForm(request.POST)
    form.fields["pupils"].queryset = pupils  # type: ignore[attr-defined]  # a choice field
    if not form.is_valid():
        messages.warning(request, _("Kies eerst voor wie u een kaart wilt."))
        return redirect("school-class-cards", class_id=school_class.pk)
    at = timezone.now()
    printed = cards.make(pupils=form.cleaned_data["pupils"], by=request.user, at=at)
    title = _("Kaarten van %(name)s") % {"name": school_class.name}
    page = request.build_absolute_uri(reverse("account_card"))
    paper = pdf.cards([_paper(each, page, school_class.name) for each in printed], title=title, at=at)
    return downloads.pdf(paper, name=title)


def _paper(printed: PrintedCard, page: str, class_name: str) -> pdf.Card:
    # Behind a #, the code stays on the device: no server and no log of a proxy ever sees it in an address.
    qr = segno.make(f"{page}#{printed.code}", error="m", micro=False).svg_inline(border=2, light="white")
    return pdf.Card(
        name=printed.pupil.person.first_name_initial,
        under=class_name,
        code=codes.written(printed.code),
        qr=qr,
        description=_("QR-code die je naar je eigen uren brengt"),
        address=page.removeprefix("https://").removeprefix("http://"),
    )
