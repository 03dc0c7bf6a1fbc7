"""What an initiative still needs before it may run, in sentences, each with the page where it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tandem.initiatives.enums import StartPoint
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.activation import Lack, Lacking, missing_for_activation


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, said in a sentence, and the page where it is answered."""

    text: str
    url: str
    label: str


def gaps_of(initiative: Initiative) -> list[Gap]:
    """Return what is missing before this initiative may run."""
    return [gap(each, initiative) for each in missing_for_activation(initiative, on=timezone.localdate())]


def gap(lacking: Lacking, initiative: Initiative) -> Gap:
    """Say what is missing, and where it is answered."""
    sentence = (_AT_SITE if lacking.site else {}).get(lacking.lack, _TEXTS[lacking.lack])
    text = sentence % {
        "site": lacking.site.name if lacking.site else "",
        "school": lacking.organisation.name if lacking.organisation else "",
        "point": lacking.point.label if lacking.point else "",
        "group": lacking.group.called if lacking.group else "",
    }
    return Gap(text, _url(lacking, initiative), str(_LABELS[lacking.lack]))


def _url(lacking: Lacking, initiative: Initiative) -> str:
    if lacking.site and lacking.lack in _AT_SITE:
        return reverse("coordinator-site-contact", args=[initiative.pk, lacking.site.pk])
    if lacking.site and lacking.lack == Lack.JUSTIFICATION:
        return reverse("together-justification", args=[initiative.pk, lacking.site.pk])
    if lacking.lack in _PAGES:
        return reverse(_PAGES[lacking.lack], args=[initiative.pk])
    which = lacking.point or lacking.group or StartPoint.GOALS
    if lacking.lack == Lack.QUESTION_CONTACT:
        which = StartPoint.CONTACTS
    return reverse("coordinator-start-part", args=[initiative.pk, which])


_PAGES: Mapping[Lack, str] = {
    Lack.SITE: "coordinator-sites",
    Lack.CONCERN_CONTACT: "coordinator-initiative-edit",
    Lack.CONCERN_DEPUTY: "coordinator-initiative-edit",
    Lack.PROCESSING_AGREEMENT: "coordinator-start-organisation",
    Lack.TRUST_PERSON: "coordinator-people",
}
_TEXTS: Mapping[Lack, str | Promise] = {
    Lack.SITE: gettext_lazy("Er is nog geen vestiging gekozen."),
    Lack.CONCERN_CONTACT: gettext_lazy("Nog niemand krijgt een melding als een tutor zich zorgen maakt."),
    Lack.CONCERN_DEPUTY: gettext_lazy("Nog niemand vervangt wie signalen krijgt."),
    Lack.PROCESSING_AGREEMENT: gettext_lazy(
        "Van %(school)s is de verwerkingsovereenkomst niet genoteerd. De school doet dat bij School, Overeenkomst."
    ),
    Lack.TRUST_PERSON: gettext_lazy("Ouders hebben nog geen vertrouwensfiguur."),
    Lack.JUSTIFICATION: gettext_lazy("%(site)s heeft nog niet uitgelegd waarom de school meedoet."),
    Lack.POINT: gettext_lazy("Nog niet afgesproken: %(point)s."),
    Lack.GOALS: gettext_lazy("Er is nog geen doel gekozen."),
    Lack.UNHEARD: gettext_lazy("Er zijn doelen voor %(group)s, maar niemand vroeg nog naar de verwachtingen."),
    Lack.QUESTION_CONTACT: gettext_lazy("Nog niet gezegd bij wie %(group)s terechtkunnen."),
}
_AT_SITE: Mapping[Lack, str | Promise] = {
    Lack.CONCERN_CONTACT: gettext_lazy("Op %(site)s krijgt nog niemand een melding als een tutor zich zorgen maakt."),
    Lack.CONCERN_DEPUTY: gettext_lazy("Op %(site)s vervangt nog niemand wie signalen krijgt."),
}
_LABELS: Mapping[Lack, str | Promise] = {
    Lack.SITE: gettext_lazy("Vestigingen kiezen"),
    Lack.CONCERN_CONTACT: gettext_lazy("Iemand noemen"),
    Lack.CONCERN_DEPUTY: gettext_lazy("Iemand noemen"),
    Lack.PROCESSING_AGREEMENT: gettext_lazy("Wie van de school"),
    Lack.TRUST_PERSON: gettext_lazy("Iemand noemen"),
    Lack.JUSTIFICATION: gettext_lazy("Naar de uitleg"),
    Lack.POINT: gettext_lazy("Afspreken"),
    Lack.GOALS: gettext_lazy("Doelen kiezen"),
    Lack.UNHEARD: gettext_lazy("Noteren"),
    Lack.QUESTION_CONTACT: gettext_lazy("Iemand noemen"),
}
