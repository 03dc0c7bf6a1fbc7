"""Forms of tutoring in the words a coordinator would use: what they ask, and where an initiative differs."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.core.glossary import Text
from tandem.initiatives.catalogue import FORMS, Aspect, Deviation, Family, Gate, Origin, Template, Training
from tandem.initiatives.enums import Emphasis, FormKind, ParentContact, Place
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import deviations_of
from tandem.people.enums import ConsentParty, TutorKind
from tandem.web.coordinator import words

FAMILIES: Mapping[Family, Text] = {
    Family.STUDENTS: gettext_lazy("Studenten met enkele leerlingen"),
    Family.INTENSIVE: gettext_lazy("Intensief, met opgeleide tutors"),
    Family.WHOLE_CLASS: gettext_lazy("Studenten met een hele klas"),
    Family.PEERS: gettext_lazy("Leerlingen helpen leerlingen"),
    Family.DIGITAL: gettext_lazy("Met een digitaal programma"),
    Family.AROUND_SCHOOL: gettext_lazy("Thuis, in de buurt en na school"),
    Family.SUMMER: gettext_lazy("In de zomervakantie"),
}
TRAININGS: Mapping[Training, Text] = {
    Training.ATTITUDE: gettext_lazy("houding"),
    Training.COACHING: gettext_lazy("begeleiden en de band"),
    Training.DIDACTICS: gettext_lazy("didactiek"),
    Training.SUBJECT: gettext_lazy("de leerstof"),
    Training.READING: gettext_lazy("leren lezen"),
    Training.COMPREHENSION: gettext_lazy("begrijpend lezen"),
    Training.GROUP_MANAGEMENT: gettext_lazy("een groep leiden"),
    Training.CLASS_VISIT: gettext_lazy("werken in een klas"),
    Training.SPECIAL_EDUCATION: gettext_lazy("speciaal onderwijs"),
    Training.PEER_TUTOR: gettext_lazy("leerlingen die helpen"),
    Training.PEER_TEACHER: gettext_lazy("leerkrachten die leerlingen begeleiden"),
    Training.CRITICAL_USE: gettext_lazy("kritisch omgaan met programma's"),
    Training.HOME_VISIT: gettext_lazy("te gast bij een gezin"),
    Training.OUTING: gettext_lazy("samen op stap"),
    Training.CULTURE: gettext_lazy("aansluiten bij de leefwereld"),
}
GATES: Mapping[Gate, Text] = {
    Gate.TRAINING: gettext_lazy("de hele opleiding is gevolgd"),
    Gate.MASTERY: gettext_lazy("de tutor beheerst de stof zelf"),
    Gate.GROUP_MANAGEMENT: gettext_lazy("bij meer dan twee leerlingen: de tutor kan een groep leiden"),
    Gate.PROGRAMME: gettext_lazy("het programma is goedgekeurd"),
    Gate.CONTRACT: gettext_lazy("thuis en vereniging schreven op wat ze van elkaar verwachten"),
    Gate.TEACHER_PRESENT: gettext_lazy("er is een ervaren leerkracht bij"),
}
RULES: Mapping[str, Text] = {
    "attend_minutes": gettext_lazy("eerst uitleg volgen, minuten"),
    "classmates": gettext_lazy("klasgenoten samen"),
    "consents": gettext_lazy("vooraf ja van"),
    "cycle_weeks": gettext_lazy("weken tot hetzelfde uur terugkomt"),
    "fetch_minutes": gettext_lazy("ophalen, minuten"),
    "gates": gettext_lazy("voor het begin gezien"),
    "group_limit": gettext_lazy("leerlingen per tutor, nooit meer dan"),
    "group_max": gettext_lazy("leerlingen per tutor, hoogstens"),
    "level_spread": gettext_lazy("jaren verschil, hoogstens"),
    "max_away": gettext_lazy("tegelijk weg uit één klas, hoogstens"),
    "minutes": gettext_lazy("minuten per keer"),
    "minutes_least": gettext_lazy("minuten per keer, ten minste"),
    "missed_at_most": gettext_lazy("dezelfde les gemist per week, hoogstens"),
    "parent_contact": gettext_lazy("gesprek met thuis"),
    "protected": gettext_lazy("les die niemand mist"),
    "sessions_least": gettext_lazy("keren per week, ten minste"),
    "sessions_per_week": gettext_lazy("keren per week"),
    "sharing_every_weeks": gettext_lazy("ervaringen delen, om de zoveel weken"),
    "training": gettext_lazy("vorming"),
    "training_days": gettext_lazy("dagen vorming"),
    "weeks": gettext_lazy("weken"),
    "weeks_least": gettext_lazy("weken, ten minste"),
}


def deviations(initiative: Initiative) -> list[str]:
    """Return each point on which an initiative differs from its form."""
    return [deviation(found) for found in deviations_of(initiative)]


def deviation(found: Deviation) -> str:
    """Return one point on which an initiative differs from its form, as a sentence without blame (R-NEV-26)."""
    sentences = {
        Aspect.FREQUENCY: _("%(own)s keer per week in plaats van ten minste %(asked)s"),
        Aspect.GROUP: _("groepjes tot %(own)s in plaats van hoogstens %(asked)s"),
        Aspect.GROUP_SMALL: _("groepjes tot %(own)s in plaats van ten minste %(asked)s"),
        Aspect.MINUTES: _("%(own)s minuten in plaats van ten minste %(asked)s"),
        Aspect.WEEKS: _("%(own)s weken in plaats van ten minste %(asked)s"),
        Aspect.CYCLE: _("hetzelfde uur komt na %(own)s in plaats van na %(asked)s weken terug"),
        Aspect.ATTEND: _("eerst %(own)s in plaats van %(asked)s minuten uitleg volgen"),
        Aspect.PLACE: _("%(own)s in plaats van %(asked)s"),
        Aspect.TRAINING: _("%(own)s dagen vorming vooraf in plaats van %(asked)s"),
        Aspect.PARENTS: _("gesprek met thuis: %(own)s in plaats van %(asked)s"),
        Aspect.TUTORS: _("ook %(own)s als tutor, naast %(asked)s"),
        Aspect.PROTECTED: _("geen lessen die niemand mag missen; de vorm noemt %(asked)s"),
        Aspect.EMPHASIS: _("in de planning weegt het zwaarst: %(own)s, in plaats van %(asked)s"),
        Aspect.SCHOOL_TIME: _("na schooltijd in plaats van onder schooltijd"),
        Aspect.HOLIDAYS: _("op schooldagen in plaats van in de vakantie"),
        Aspect.CLASSMATES: _("ook klasgenoten samen"),
        Aspect.AWAY: _("tot %(own)s leerlingen tegelijk weg uit één klas in plaats van hoogstens %(asked)s"),
    }
    others = {
        Aspect.SCHOOL_TIME: _("onder schooltijd in plaats van na schooltijd"),
        Aspect.HOLIDAYS: _("in de vakantie in plaats van op schooldagen"),
        Aspect.AWAY: _("geen grens aan wie tegelijk weg is uit één klas, in plaats van hoogstens %(asked)s"),
    }
    turned = found.own == (0 if found.aspect == Aspect.AWAY else 1)
    sentence = others[found.aspect] if found.aspect in others and turned else sentences[found.aspect]
    return sentence % {"own": value(found.aspect, found.own), "asked": value(found.aspect, found.asked)}


def value(aspect: Aspect, own: int | str) -> str:
    """Return a value of an aspect as people read it."""
    labels: Mapping[Aspect, type[Place | ParentContact | Emphasis | TutorKind]] = {
        Aspect.PLACE: Place,
        Aspect.PARENTS: ParentContact,
        Aspect.EMPHASIS: Emphasis,
        Aspect.TUTORS: TutorKind,
    }
    if isinstance(own, int):
        return str(own)
    parts = [part for part in own.split(",") if part]
    return words.listing([str(labels[aspect](part).label) if aspect in labels else part for part in parts])


def origin(found: Origin) -> str:
    """Return a rule of a hybrid with the form it came from."""
    parents = words.listing(sorted(str(FormKind(parent).label) for parent in found.parents))
    return _("%(rule)s: %(value)s. Dit komt van: %(parents)s.") % {
        "rule": str(RULES[found.rule]).capitalize(),
        "value": _rule_value(found.value),
        "parents": parents,
    }


def _rule_value(found: object) -> str:
    if isinstance(found, bool):
        return _("ja") if found else _("nee")
    if isinstance(found, ParentContact | ConsentParty):
        return str(found.label)
    if isinstance(found, Training):
        return str(TRAININGS[found])
    if isinstance(found, Gate):
        return str(GATES[found])
    return str(found)


def _sorted(texts: Iterable[Text]) -> str:
    return words.listing(sorted(str(text) for text in texts))


def facts(template: Template) -> list[tuple[str, str]]:
    """Return the parameters of a form, each with what it is called."""
    found = [
        (_("Hoe vaak"), _rhythm(template)),
        (_("Hoe lang"), _("%(weeks)d weken; ten minste %(least)d") % _weeks(template)),
        (_("Groepje"), group(template)),
        (_("Wanneer"), when(template)),
        (_("Waar"), str(template.place.label)),
        (_("Wie is tutor"), _sorted(kind.label for kind in template.tutors)),
        (_("Vorming"), _training(template)),
        (_("Gesprek met thuis"), str(template.parent_contact.label)),
    ]
    if template.protected:
        found.append((_("Wat niemand mist"), _sorted(template.protected)))
    if template.gates:
        found.append((_("Voor het begin"), _sorted(GATES[gate] for gate in template.gates)))
    if template.consents:
        found.append((_("Vooraf ja van"), _sorted(party.label for party in template.consents)))
    if template.max_away is not None:
        away = _("hoogstens %(count)d leerlingen van een klas") % {"count": template.max_away}
        found.append((_("Tegelijk weg"), away))
    return found


def in_short(template: Template) -> list[tuple[str, str]]:
    """Return what somebody wants to know first of a form: how often, with how many, and when."""
    return [
        (_("Hoe vaak"), _rhythm(template)),
        (_("Groepje"), group(template)),
        (_("Wanneer"), f"{when(template)}, {template.place.label}"),
    ]


def _weeks(template: Template) -> dict[str, int]:
    return {"weeks": template.weeks, "least": template.weeks_least}


def _rhythm(template: Template) -> str:
    said = _("%(times)d × %(minutes)d minuten per week") % {
        "times": template.sessions_per_week,
        "minutes": template.minutes,
    }
    if template.attend_minutes:
        said += _(", na %(minutes)d minuten uitleg in de klas") % {"minutes": template.attend_minutes}
    if template.cycle_weeks > 1:
        said += _("; hetzelfde uur hoogstens één keer in %(weeks)d weken") % {"weeks": template.cycle_weeks}
    return said


def group(template: Template) -> str:
    if template.unit == "visit":
        return _("een groep studenten met een hele klas")
    if template.group_min == template.group_max:
        return _("%(count)d per tutor") % {"count": template.group_max}
    return _("%(least)d tot %(most)d per tutor") % {"least": template.group_min, "most": template.group_max}


def when(template: Template) -> str:
    if template.in_holidays:
        return _("in de vakantie")
    named = [_("onder schooltijd")] if template.in_school_time else []
    return words.listing([*named, *([_("na schooltijd")] if template.after_school else [])])


def _training(template: Template) -> str:
    named = _sorted(TRAININGS[training] for training in template.training)
    if template.training_days:
        return _("%(named)s; %(days)d dagen vooraf") % {"named": named, "days": template.training_days}
    return named


def named(kind: str) -> str:
    return str(FORMS[FormKind(kind)].name)
