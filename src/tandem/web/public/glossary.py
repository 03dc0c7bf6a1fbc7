"""The words of Tandem and what they mean, for whoever works with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.core.glossary import GLOSSARY
from tandem.web.access import public


@public
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    terms = sorted(GLOSSARY.values(), key=lambda term: str(term.one))
    return render(request, "public/glossary.html", {"terms": terms})
