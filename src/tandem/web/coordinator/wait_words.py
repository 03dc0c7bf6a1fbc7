"""What a team waits for, in words."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.initiatives.enums import SkillKind
from tandem.people.enums import ConsentAnswer
from tandem.scheduling.queries.waits import Waiting, WaitKind


def wait(found: Waiting) -> str:
    """Return what is awaited; a no from home is a no, without blame (R-NEV-01)."""
    name = found.pupil.person.full_name if found.pupil else str(found.school_class or "")
    if found.kind == WaitKind.DECISION:
        return _("Uw beslissing.")
    if found.kind == WaitKind.CONTRACT:
        return _("Het contract met het gezin van %(name)s.") % {"name": name}
    if found.kind == WaitKind.HOME:
        return _("Met het gezin van %(name)s is nog niet afgesproken hoe de bezoeken thuis gaan.") % {"name": name}
    if found.kind == WaitKind.GUIDE:
        return _guide(found)
    if found.kind == WaitKind.STUDY:
        return _study(found)
    if found.kind == WaitKind.SKILL and found.tutor and found.skill:
        return SKILLS[found.skill] % {"name": found.tutor.person.full_name}
    if found.kind == WaitKind.BOARD and found.school:
        return _("De verwerkingsovereenkomst met het bestuur van %(school)s: nog niet gezien.") % {
            "school": found.school
        }
    if found.kind == WaitKind.COLLEGE:
        return _("Een plaats bij de hogeschool: voor deze school heeft ze er geen meer.")
    if found.kind == WaitKind.CLEARANCE and found.tutor and found.clearance and found.clearance.kind is None:
        return _("%(name)s is stilgezet.") % {"name": found.tutor.person.full_name}
    if found.kind == WaitKind.CLEARANCE and found.tutor and found.clearance:
        return _("%(paper)s van %(name)s: nog niet gezien.") % {
            "paper": capfirst(found.clearance.label),
            "name": found.tutor.person.full_name,
        }
    return _family_or_teacher(found.kind, found.answer) % {"name": name}


def _study(found: Waiting) -> str:
    if found.until is None:
        return _("Het onderzoek bij dit initiatief ligt nog niet vast. Leg het vast bij “Onderzoek”.")
    return _("%(name)s wacht voor het onderzoek, tot na de laatste meting op %(day)s.") % {
        "name": found.school_class,
        "day": date_format(found.until, "j F Y"),
    }


def _guide(found: Waiting) -> str:
    if found.teacher is None:
        return _("Een leerkracht voor %(name)s die de vorming volgde: de klas heeft er op die dag nog geen.") % {
            "name": found.school_class
        }
    return _(
        "Het vinkje van %(teacher)s (%(name)s) dat de vorming gevolgd is: de leerkracht zet het zelf, bij “Leerlingen "
        "helpen”."
    ) % {"teacher": found.teacher.full_name, "name": found.school_class}


SKILLS: dict[SkillKind, str | Promise] = {
    SkillKind.MASTERY: gettext_lazy(
        "Dat %(name)s de leerstof beheerst, is nog niet bevestigd. Doe dat op de bladzijde van deze tutor."
    ),
    SkillKind.GROUPS: gettext_lazy(
        "%(name)s heeft nog geen vorming over werken met een groepje: tot dan hoogstens twee leerlingen samen."
    ),
    SkillKind.EXPERIENCED: gettext_lazy(
        "Wie de groep leidt, staat ervaren voor de klas. Bevestig dat bij %(name)s, of kies een leerkracht."
    ),
}


def _family_or_teacher(kind: WaitKind, answer: str) -> str:
    sentences = {
        (WaitKind.FAMILY, ""): _("Het antwoord van thuis, voor %(name)s."),
        (WaitKind.FAMILY, ConsentAnswer.NO): _("Thuis zei nee voor %(name)s: zo gaat het niet door."),
        (WaitKind.FAMILY, ConsentAnswer.LATER): _("Thuis antwoordt later voor %(name)s."),
        (WaitKind.PUPIL, ""): _("Het antwoord van %(name)s zelf."),
        (WaitKind.PUPIL, ConsentAnswer.NO): _("%(name)s zei zelf nee: zo gaat het niet door."),
        (WaitKind.PUPIL, ConsentAnswer.LATER): _("%(name)s antwoordt later."),
        (WaitKind.TEACHER, ""): _("Het ja van de leerkracht, voor %(name)s."),
        (WaitKind.TEACHER, ConsentAnswer.NO): _("Volgens de leerkracht kan het niet voor %(name)s."),
    }
    return sentences[(kind, answer)]
