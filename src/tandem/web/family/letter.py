"""The words of a family's letter: what goes well first, then what it is about, with whom, and whom to call."""

from collections.abc import Sequence
from datetime import datetime

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from tandem.core import codes
from tandem.core.pdf import Letter, LetterCode, LetterPart
from tandem.initiatives.queries import purposes_asked
from tandem.initiatives.wording import wording_for
from tandem.logbook.queries.letters import ChildFacts
from tandem.people.actions.letters import Printed
from tandem.people.enums import ConsentPurpose
from tandem.people.models import Organisation, Person
from tandem.web.family.language import ASKED, language_name, long_day, quoted, spoken

LEFT_TO_RIGHT, ITS_OWN_WAY, END = "\u2066", "\u2068", "\u2069"


def letter_for(
    printed: Printed, children: Sequence[ChildFacts], contacts: Sequence[Person], *, address: str, at: datetime
) -> Letter:
    """Write the letter of one guardian, in the language they read."""
    to, school = printed.letter.person, printed.letter.organisation
    language = spoken(to.language)
    with translation.override(language):
        names = together([apart(child.pupil.person.given_name) for child in children])
        return Letter(
            language=language,
            sender=_sender(school),
            to=[to.full_name, *filter(None, [address])],
            date=long_day(timezone.localdate(at), weekday=False, year=True),
            title=_("Over %(names)s") % {"names": names},
            greeting=_("Dag %(name)s,") % {"name": apart(to.given_name)},
            parts=[part for child in children for part in _about(child)] + [_decide()],
            code_title=_("Antwoorden, of meer lezen"),
            code=_code(printed, language),
            closing=_talk(contacts, names),
        )


def together(words: Sequence[str]) -> str:
    """Join words as people say them: Noor, Sami en Lina."""
    return get_text_list(list(words), _("en"))


def apart(words: object) -> str:
    """Keep a name's own direction among words of another."""
    return f"{ITS_OWN_WAY}{words}{END}"


def _sender(school: Organisation) -> list[str]:
    site = school.sites.order_by("name", "pk").first()
    return [school.name, *filter(None, [site.address if site else ""])]


def _about(child: ChildFacts) -> list[LetterPart]:
    name = apart(child.pupil.person.given_name)
    return [
        LetterPart(_("Wat goed gaat bij %(name)s") % {"name": name}, _goes_well(child, name)),
        LetterPart(_("Waar het over gaat"), _what_it_is(child, name)),
        LetterPart(_("Wanneer en met wie"), [_when(child)]),
    ]


def _goes_well(child: ChildFacts, name: str) -> list[str]:
    lines = [
        f"{quoted(apart(news.success))} ({apart(news.tutors)}, {long_day(news.day, weekday=False)})"
        for news in child.good
    ]
    if child.likes:
        likes = together([quoted(apart(word)) for word in child.likes])
        lines.append(_("Dit doet %(name)s graag: %(likes)s.") % {"name": name, "likes": likes})
    return lines or [
        _("U kent %(name)s het best. Vertel ons gerust wat %(name)s graag doet en goed kan; daar beginnen we.")
        % {"name": name}
    ]


def _what_it_is(child: ChildFacts, name: str) -> list[str]:
    words = wording_for(child.pupil)
    facts = {"name": name, "tutor": apart(words.tutor), "activity": apart(words.activity)}
    if words.helps:
        said = _(
            "%(name)s wil op school een andere leerling helpen. Een leerkracht begeleidt hen, en van uitleggen leert "
            "%(name)s zelf ook."
        )
    elif words.by_pupils:
        said = _(
            "%(name)s kan op school samen leren met een „%(tutor)s”: een andere leerling. Een leerkracht begeleidt hen."
        )
    else:
        said = _(
            "%(name)s kan meedoen met „%(activity)s”. Dat is samenwerken met een „%(tutor)s”: een vaste student of "
            "vrijwilliger die luistert, uitlegt en meedenkt, alleen met %(name)s of in een klein groepje."
        )
    lines = [said % facts]
    if ConsentPurpose.IN_SCHOOL_TIME in purposes_asked(child.pupil):
        lines.append(_("Het gebeurt op school, onder schooltijd. De school vraagt of dat goed is voor u."))
    if ConsentPurpose.AFTER_SCHOOL in purposes_asked(child.pupil):
        lines.append(
            _("Na schooltijd kan het ook. Dat beslist u samen met %(name)s: pas als u allebei ja zegt.") % facts
        )
    return lines


def _when(child: ChildFacts) -> str:
    if child.next is None:
        return _("Er is nog geen dag afgesproken. U hoeft niets te doen; zodra er een dag is, hoort u het.")
    starts_at = timezone.localtime(child.next.session.starts_at)
    facts = {
        "day": long_day(starts_at),
        "time": apart(f"{starts_at:%H:%M}"),
        "tutors": apart(child.next.tutors),
        "site": apart(child.next.team.site.name),
    }
    if child.next.at_home:
        return _("%(day)s om %(time)s, met %(tutors)s, bij u thuis.") % facts
    if not child.next.tutors:  # the child is the one who helps
        return _("%(day)s om %(time)s, op %(site)s.") % facts
    return _("%(day)s om %(time)s, met %(tutors)s, op %(site)s.") % facts


def _decide() -> LetterPart:
    return LetterPart(
        _("U beslist"),
        [
            _(
                "Ja, nee of later: alles is goed. Nee zeggen heeft geen gevolg, op school verandert er niets en "
                "niemand vraagt waarom. Niets antwoorden mag ook. Van gedachten veranderen kan altijd."
            ),
        ],
    )


def _code(printed: Printed, language: str) -> LetterCode:
    page = settings.BASE_URL.rstrip("/") + reverse("family-letter-code")
    until = long_day(timezone.localdate(printed.letter.valid_until), weekday=False, year=True)
    return LetterCode(
        text=codes.written(printed.code),
        qr=segno.make(f"{page}?{ASKED}={language}", error="m", micro=False).svg_inline(border=2, light="white"),
        description=_("Een vierkant om te scannen. Het opent de bladzijde waar u de code typt."),
        address=page.split("://", 1)[-1].rstrip("/"),
        lines=[
            _("Scan het vierkant met uw telefoon of ga naar de bladzijde hieronder, en typ daar de code."),
            _("De code werkt één keer, tot %(day)s. Ze is alleen voor u: geef ze aan niemand, ook niet aan uw kind.")
            % {"day": until},
        ],
    )


def _talk(contacts: Sequence[Person], names: str) -> LetterPart:
    calls = [
        _("Bel %(person)s: %(phone)s (spreekt %(language)s).")
        % {
            "person": apart(person.full_name),
            "phone": f"{LEFT_TO_RIGHT}{person.phone}{END}",
            "language": language_name(person.language),
        }
        for person in contacts
    ]
    return LetterPart(
        _("Liever praten?"),
        [
            *calls,
            _(
                "U mag ook langskomen. Praat u liever een andere taal? Zeg het, dan zoekt de school iemand die "
                "meehelpt. Uw kind hoeft niet te vertalen."
            ),
            _("Antwoorden mag ook aan de telefoon. We schrijven op wat u zegt."),
        ],
    )
