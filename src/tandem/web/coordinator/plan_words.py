"""Facts of a plan in words: why a team fits, why somebody has no place, what is awaited, what clashes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.scheduling.clash import Clash, ClashKind
from tandem.scheduling.models import Team
from tandem.scheduling.queries.explanations import Fit, FitKind, Unplaced, UnplacedKind, Why
from tandem.scheduling.queries.teams import cycle_of_team
from tandem.web.coordinator import words


def fit(found: Fit) -> str:
    """Return one reason for a match, or its price."""
    sentences = {
        FitKind.SUBJECT: _("Kan in dit jaar helpen met %(values)s."),
        FitKind.LANGUAGE: _("Ze delen een taal: %(values)s."),
        FitKind.INTEREST: _("Ze doen allebei graag: %(values)s."),
        FitKind.NOTHING_MISSED: _("Er wordt geen les gemist."),
        FitKind.MISSES: _("Mist op dat moment: %(values)s."),
        FitKind.SAME_TUTOR: _("Ze kennen elkaar al van een vorige keer."),
        FitKind.AFTER_SCHOOL: _("Na schooltijd, dus alleen als ouder en leerling allebei ja zeggen."),
    }
    return sentences[found.kind] % {"values": words.listing(found.values)}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody has no place, and what would help."""

    why: str
    helps: str


# What is nearest to a place comes first: what would help there, helps soonest.
NEAREST = (
    UnplacedKind.OUTWEIGHED,
    UnplacedKind.GROUP,
    UnplacedKind.NO_ROOM,
    UnplacedKind.LESSONS,
    UnplacedKind.FULL,
    UnplacedKind.NO_OPEN_HOURS,
    UnplacedKind.NO_SHARED_TIME,
    UnplacedKind.SUBJECT,
    UnplacedKind.NOT_THIS_PUPIL,
    UnplacedKind.COLLEGE_FULL,
    UnplacedKind.NO_TUTOR_AT_SITE,
)


def reasons_of(row: Unplaced) -> list[Reason]:
    """Return all reasons why a request has no place, the nearest to one first."""
    return [unplaced(why) for why in sorted(row.reasons, key=lambda why: NEAREST.index(why.kind))]


def unplaced(found: Why) -> Reason:
    """Return a reason in words. Who refused whom is never told, nor how many: it "does not suit this pupil"."""
    return Reason(_why(found), _helps(found.kind))


def _why(found: Why) -> str:
    counted = {
        UnplacedKind.SUBJECT: ngettext(
            "%(n)d tutor hier helpt niet met dit vak in dit jaar.",
            "%(n)d tutors hier helpen niet met dit vak in dit jaar.",
            found.count,
        ),
        UnplacedKind.NO_SHARED_TIME: ngettext(
            "%(n)d tutor kan nooit op de uren waarop de leerling weg mag.",
            "%(n)d tutors kunnen nooit op de uren waarop de leerling weg mag.",
            found.count,
        ),
        UnplacedKind.FULL: ngettext(
            "%(n)d tutor die kan helpen, zit vol.", "%(n)d tutors die kunnen helpen, zitten vol.", found.count
        ),
    }
    if found.count and found.kind in counted:
        return counted[found.kind] % {"n": found.count}
    said = {
        UnplacedKind.NO_TUTOR_AT_SITE: _("Er komt geen tutor op deze vestiging."),
        UnplacedKind.SUBJECT: _("Geen tutor hier helpt met dit vak in dit jaar."),
        UnplacedKind.NOT_THIS_PUPIL: _("Een tutor die wel kan, past niet voor deze leerling."),
        UnplacedKind.NO_SHARED_TIME: _("Leerling en tutors kunnen nooit op hetzelfde moment."),
        UnplacedKind.LESSONS: _("Het kan alleen door dezelfde les te vaak te missen."),
        UnplacedKind.FULL: _("De tutors die kunnen helpen, zitten vol."),
        UnplacedKind.NO_ROOM: _("Er is geen lokaal vrij op de momenten die kunnen."),
        UnplacedKind.GROUP: _("Er is niemand om een groepje mee te vormen."),
        UnplacedKind.NO_OPEN_HOURS: _("De klas heeft nog geen uur waarop een leerling weg mag."),
        UnplacedKind.OUTWEIGHED: _("Het kan, maar dan verliest een andere leerling een plek."),
        UnplacedKind.COLLEGE_FULL: _("De hogeschool heeft voor deze school geen plaatsen meer."),
    }[found.kind]
    if found.lessons:
        said += " " + _("Het gaat om %(lessons)s.") % {"lessons": words.listing(found.lessons)}
    return said


def _helps(kind: UnplacedKind) -> str:
    return {
        UnplacedKind.NO_TUTOR_AT_SITE: _("Een tutor die hierheen kan komen."),
        UnplacedKind.SUBJECT: _("Een tutor vragen of dit vak of jaar er ook bij kan."),
        UnplacedKind.NOT_THIS_PUPIL: _("Een andere tutor op deze vestiging."),
        UnplacedKind.NO_SHARED_TIME: _("Nog een uur dat de leerkracht openzet, of een tutor met andere uren."),
        UnplacedKind.LESSONS: _("De leerkracht vragen welke les nog eens gemist mag worden."),
        UnplacedKind.FULL: _("Een sessie meer per week, of nog een tutor."),
        UnplacedKind.NO_ROOM: _("Nog een lokaal op deze vestiging."),
        UnplacedKind.GROUP: _("Alleen laten beginnen, of wachten op een tweede leerling."),
        UnplacedKind.NO_OPEN_HOURS: _("De leerkracht vragen om de week in te kleuren."),
        UnplacedKind.OUTWEIGHED: _("Nog een tutor, of een duo met de hand vastzetten."),
        UnplacedKind.COLLEGE_FULL: _("Een vrijwilliger, een andere hogeschool, of wachten tot er een plaats vrijkomt."),
    }[kind]


def waits_for_a_college() -> str:
    """Return why a request waits for which a college has no place (R-NEV-12)."""
    return _("Wacht: de hogeschool heeft voor deze school geen plaatsen meer.")


def helps_without_college() -> str:
    return _helps(UnplacedKind.COLLEGE_FULL)


OF_THE_OFFER = (
    ClashKind.COLLEGE_FULL,
    ClashKind.REFUSED,
    ClashKind.NOT_TAUGHT,
    ClashKind.NOT_HERE,
    ClashKind.TOO_MANY,
    ClashKind.NOT_MASTERED,
    ClashKind.CLASSMATES,
)


def clash(found: Clash) -> str:
    """Return what is in the way, with the moment."""
    said = _clash(found) % {"who": found.who, "what": found.what}
    if found.moment is None:
        return said
    moment = words.stretch(found.moment.day, found.moment.starts, found.moment.ends)
    return f"{capfirst(moment)}: {said}"


def _clash(found: Clash) -> str:
    if found.kind == ClashKind.TRAVEL and not found.what:
        return _("De tutor is die dag ook op %(who)s, en daar is geen reistijd naartoe bekend.")
    if found.kind == ClashKind.PUPIL_ELSEWHERE and found.what:
        return _("Een leerling is dan al in een ander duo of groepje, op %(who)s.")
    if found.kind in OF_THE_OFFER:
        return {
            ClashKind.REFUSED: _("Dit past niet voor %(who)s."),
            ClashKind.COLLEGE_FULL: _("De hogeschool van deze tutor heeft voor %(what)s geen plaatsen meer."),
            ClashKind.NOT_TAUGHT: _("De tutor biedt %(what)s in dit jaar niet aan, voor %(who)s."),
            ClashKind.NOT_MASTERED: _(
                "Dat %(who)s %(what)s beheerst, is nog niet bevestigd. De leerkracht of u kan dat bevestigen."
            ),
            ClashKind.CLASSMATES: _(
                "%(who)s en wie helpt, zitten in één klas. Dat vraagt een reden: de leerkracht maakt zo’n duo zelf."
            ),
            ClashKind.NOT_HERE: _("De tutor zei niet naar %(what)s te komen."),
            ClashKind.TOO_MANY: _("De tutor wil ten hoogste %(what)s leerlingen tegelijk."),
        }[found.kind]
    if found.kind == ClashKind.PROTECTED and not found.what:
        return _("%(who)s kan dan niet weg uit de klas.")
    return {
        ClashKind.TUTOR_ELSEWHERE: _("De tutor is dan al bij een ander duo of groepje, op %(who)s."),
        ClashKind.PUPIL_ELSEWHERE: _("%(who)s is dan al ergens anders."),
        ClashKind.TRAVEL: _("De tutor heeft %(what)s minuten nodig van of naar %(who)s."),
        ClashKind.NO_ROOM: _("Er is dan geen lokaal vrij."),
        ClashKind.PROTECTED: _("%(who)s mag dan niet weg uit %(what)s."),
        ClashKind.TWICE_A_DAY: _("Dat is twee keer op één dag."),
        ClashKind.TOO_SHORT: _("Dat is korter dan een sessie duurt."),
        ClashKind.TUTOR_UNAVAILABLE: _("%(who)s heeft niet gezegd dan te kunnen."),
        ClashKind.RATHER_NOT: _("De leerkracht laat %(who)s dan liever niet gaan."),
        ClashKind.MISSED_TOO_OFTEN: _("%(who)s mist dan %(what)s vaker dan één keer per week."),
        ClashKind.TOO_FEW: _("Dat is niet het aantal keren per week dat gevraagd is."),
        ClashKind.TUTOR_FULL: _("De tutor heeft dan %(what)s sessies per week, meer dan aangeboden."),
    }[found.kind]


def booked(name: str, starts_at: datetime) -> str:
    """Return who or which room was taken already."""
    return _("%(name)s is al bezet op %(moment)s.") % {"name": name, "moment": words.moment(starts_at)}


TERMS = ("need", "fit", "miss", "group_extra", "visit", "shortfall", "pair_broken", "slot_moved")


def term(name: str) -> str:
    """Return what a term of the score is about."""
    return {
        "need": _("leerlingen met een plek"),
        "fit": _("wie goed bij elkaar past"),
        "miss": _("gemiste lessen"),
        "group_extra": _("grotere groepjes"),
        "visit": _("ritten van tutors"),
        "shortfall": _("scholen die achterblijven"),
        "pair_broken": _("banden die breken"),
        "slot_moved": _("momenten die verschuiven"),
    }[name]


def team(row: Team) -> str:
    """Return who is in a team, its tutor first: "Ana Peeters met Bo en Cem"."""
    return _("%(tutor)s met %(pupils)s") % {"tutor": tutor(row), "pupils": pupils(row)}


def tutor(row: Team) -> str:
    enrolment = row.enrolment
    return enrolment.tutor.person.full_name if enrolment.tutor else str(enrolment.student_group)


def pupils(row: Team) -> str:
    return words.listing([words.who(member.request) for member in row.members.all()])


def slots(row: Team) -> str:
    """Return when a team meets: "maandag 9:00–9:45 en donderdag 13:00–13:45"."""
    found = list(row.slots.all())
    cycle = cycle_of_team(row)
    if cycle == 1:
        return words.listing([words.stretch(slot.day, slot.starts, slot.ends) for slot in found])
    weeks = [
        _("week %(number)d: %(moments)s")
        % {
            "number": week + 1,
            "moments": words.listing([words.stretch(s.day, s.starts, s.ends) for s in found if s.week == week]),
        }
        for week in range(cycle)
    ]
    return _("%(weeks)s; daarna opnieuw") % {"weeks": "; ".join(weeks)}


def has_a_place(placed: int, asked: int) -> str:
    """Return "28 van 31 hebben een plek"."""
    return ngettext("%(placed)d van %(asked)d heeft een plek", "%(placed)d van %(asked)d hebben een plek", placed) % {
        "placed": placed,
        "asked": asked,
    }
