"""What who would like to tutor hears by mail: no name, and nothing about a child or a school."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.signing import Signer
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from tandem.core.outbox import Handler
from tandem.initiatives.actions import recruitment
from tandem.initiatives.enums import ApplicationStatus
from tandem.initiatives.models import Application

SALT = "tandem.application"
Said = tuple[str, list[str]]  # the subject, and paragraphs


def signer() -> Signer:
    """Return what signs the address with which somebody confirms; nothing of it is kept."""
    return Signer(salt=SALT)


def _mail(payload: Mapping[str, Any], words: Callable[[Application], Said]) -> None:
    application = (
        Application.objects.select_related("campaign__initiative__organiser", "campaign__contact__person")
        .filter(pk=payload["application"])
        .first()
    )
    if application is None:
        return
    language = application.language if application.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        subject, paragraphs = words(application)
        organiser = application.campaign.initiative.organiser.name
        text = "\n\n".join([_("Dag,"), *paragraphs, organiser])
        send_mail(subject, text + "\n", None, [application.email])


def _confirm(application: Application) -> Said:
    link = settings.BASE_URL + reverse("join-confirm", args=[signer().sign(str(application.pk))])
    return _("Bevestig je e-mailadres"), [
        _("Iemand meldde zich met dit adres aan om tutor te worden. Was jij dat? Bevestig het op deze bladzijde:"),
        link,
        _("Was jij het niet? Dan hoef je niets te doen: na een dag is alles weer weg."),
    ]


def _asked(payload: Mapping[str, Any]) -> None:
    if Application.objects.filter(pk=payload["application"], status=ApplicationStatus.ASKED).exists():
        _mail(payload, _confirm)


def _known(payload: Mapping[str, Any]) -> None:
    _mail(
        payload,
        lambda application: (
            _("Je bent al aangemeld"),
            [_("Met dit adres is al iemand aangemeld voor deze oproep. Je hoeft niets meer te doen.")],
        ),
    )


def _invited(payload: Mapping[str, Any]) -> None:
    def words(application: Application) -> Said:
        at = timezone.localtime(datetime.fromisoformat(payload["talk_at"]))
        facts = {
            "day": formats.date_format(at, "l j F"),
            "time": formats.date_format(at, "H:i"),
            "place": payload["place"],
        }
        return _("Zullen we kennismaken?"), [
            _("Fijn dat je tutor wilt worden. We nodigen je uit voor een gesprek."),
            _("%(day)s om %(time)s, %(place)s.") % facts,
            _contact(application),
        ]

    _mail(payload, words)


def _welcomed(payload: Mapping[str, Any]) -> None:
    _mail(
        payload,
        lambda application: (
            _("Welkom als tutor"),
            [
                _("Vanaf nu kun je je met dit e-mailadres aanmelden in Tandem: %(url)s") % {"url": settings.BASE_URL},
                _("Daar staat wat eerst nog moet: je overeenkomst, de vorming en het papier dat je laat zien."),
                _contact(application),
            ],
        ),
    )


def _thanked(payload: Mapping[str, Any]) -> None:
    _mail(
        payload,
        lambda application: (
            _("Dank je wel"),
            [
                _("Dank je dat je tutor wilde worden, en voor de tijd die je nam. Deze keer komt het er niet van."),
                _("Over drie maanden is wat je ons vertelde gewist. Je bent altijd welkom bij een volgende oproep."),
                _contact(application),
            ],
        ),
    )


def _contact(application: Application) -> str:
    contact = application.campaign.contact
    return _("Vragen? Mail naar %(email)s.") % {"email": contact.person.email or contact.email}


HANDLERS: Mapping[str, Handler] = {
    recruitment.ASKED: _asked,
    recruitment.KNOWN: _known,
    recruitment.INVITED: _invited,
    recruitment.WELCOMED: _welcomed,
    recruitment.THANKED: _thanked,
}
