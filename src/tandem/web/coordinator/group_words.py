"""Small groups in the words a coordinator would use: the five questions of the practice card, answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.initiatives.grouping import Composition, Question, composition_of
from tandem.initiatives.models import PupilGroup
from tandem.initiatives.models import Request as TutoringRequest
from tandem.initiatives.queries.groups import Asking, children_of_group
from tandem.web.coordinator import words

AGES = 3  # in group 6 most children are from nine to ten: three years more than the number of the group


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the five questions with what is known of it; whether it is as the form asks, when that can be said."""

    question: str
    answer: str
    fits: bool | None

    @property
    def tone(self) -> str:
        return {True: "success", False: "warning", None: "neutral"}[self.fits]

    @property
    def stand(self) -> str:
        return {True: _("past"), False: _("kijk hiernaar"), None: _("nog te vragen")}[self.fits]


def asking(row: Asking) -> str:
    count = ngettext("%(count)d kind", "%(count)d kinderen", row.count) % {"count": row.count}
    return f"{words.place(row.site)}: {row.subject}, {count}"


def numbered(group: PupilGroup) -> str:
    return _("groepje %(number)d") % {"number": group.number}


def proposed(sizes: Sequence[int]) -> str:
    made = ngettext("Tandem stelt %(count)d groepje voor", "Tandem stelt %(count)d groepjes voor", len(sizes))
    said = made % {"count": len(sizes)}
    return _("%(made)s: %(sizes)s. U beslist; verplaats wie elders beter past.") % {
        "made": said,
        "sizes": words.listing([str(size) for size in sizes]),
    }


def answers(group: PupilGroup, *, spread: int) -> list[Answer]:
    """Return the five questions with their answers for a group."""
    found = composition_of(children_of_group(group))
    return [
        Answer(_question(Question.AGE), _ages(found), True),
        Answer(_question(Question.CLOSE), _close(found, spread), found.close(spread)),
        Answer(_question(Question.LEVEL), _level(found), found.same_level(spread)),
        Answer(_question(Question.NEED), _("Ja: allemaal %(subject)s.") % {"subject": group.subject}, True),
        Answer(_question(Question.TOGETHER), _together(group, found), _together_fits(group, found)),
    ]


def _question(question: Question) -> str:
    return {
        Question.AGE: _("Wat is de leeftijd van de kinderen?"),
        Question.CLOSE: _("Sluiten de leeftijden op elkaar aan, en is dat nodig?"),
        Question.LEVEL: _("Wat is hun begrip en hun interesse?"),
        Question.NEED: _("Hebben ze ongeveer dezelfde ondersteuning nodig?"),
        Question.TOGETHER: _("Kunnen ze goed met elkaar werken?"),
    }[question]


def _ages(found: Composition) -> str:
    youngest, oldest = found.years
    return _("%(years)s: ongeveer %(from)d tot %(to)d jaar.") % {
        "years": words.level_range(youngest, oldest).capitalize(),
        "from": youngest + AGES,
        "to": oldest + AGES + 1,
    }


def _close(found: Composition, spread: int) -> str:
    asked = ngettext(
        "De vorm vraagt hoogstens %(count)d jaar verschil.", "De vorm vraagt hoogstens %(count)d jaar verschil.", spread
    ) % {"count": spread}
    if not found.years_apart:
        return _("Ja: allemaal uit hetzelfde jaar. %(asked)s") % {"asked": asked}
    said = _("Ja") if found.close(spread) else _("Nee")
    return _("%(said)s: %(count)d jaar verschil. %(asked)s") % {
        "said": said,
        "count": found.years_apart,
        "asked": asked,
    }


def _level(found: Composition) -> str:
    works = _("Ze werken aan stof van %(level)s.") % {"level": words.level_range(*found.levels)}
    if not found.shared:
        return _("%(works)s Van gedeelde interesses is nog niets bekend.") % {"works": works}
    return _("%(works)s Meer dan één houdt van %(likes)s.") % {"works": works, "likes": words.listing(found.shared)}


def _together(group: PupilGroup, found: Composition) -> str:
    if found.kept_apart:
        return _("Nee: er is gevraagd om twee van hen niet samen te zetten.")
    if group.works_together is None or group.said_at is None:
        return _("Nog te vragen aan wie de kinderen kent.")
    said = _("Ja") if group.works_together else _("Nee")
    return _("%(said)s, zo is gezegd op %(day)s.") % {"said": said, "day": date_format(group.said_at, "j F Y")}


def _together_fits(group: PupilGroup, found: Composition) -> bool | None:
    return False if found.kept_apart else group.works_together


def about(row: TutoringRequest) -> list[str]:
    """Return what to know of one child in a group; a goal in the child's own words, never a mark."""
    facts = [words.level(row.level)]
    if row.goal:
        facts.append(_("doel: %(goal)s") % {"goal": row.goal})
    if row.interests:
        facts.append(_("houdt van %(likes)s") % {"likes": words.listing(row.interests)})
    if row.group_max < row.initiative.group_max:
        facts.append(
            ngettext("liefst alleen", "hoogstens %(count)d in een groepje", row.group_max) % {"count": row.group_max}
        )
    return facts


def not_possible(why: str, largest: int) -> str:
    """Say why a group cannot be so, and what would make it possible."""
    if why == "full":
        return _(
            "Een groepje heeft hoogstens %(most)d kinderen: met meer krijgt niemand genoeg aandacht. "
            "Verplaats eerst iemand, of begin een nieuw groepje."
        ) % {"most": largest}
    if why == "too_large":
        return _("Kies een getal van 2 tot %(most)d: met meer krijgt niemand genoeg aandacht.") % {"most": largest}
    return {
        "nobody": _("Hier wacht niemand zonder plek. Lees eerst een lijst van de school in."),
        "apart": _("Er is gevraagd om dit kind niet samen te zetten met iemand uit dat groepje. Kies een ander."),
        "smaller": _("Voor een van deze kinderen is een kleiner groepje gevraagd. Verander dat eerst bij de aanvraag."),
        "elsewhere": _("Dat groepje is van een andere school of een ander vak."),
        "placed": _("Dit kind heeft al een plek. Rond eerst het duo of groepje af, met een afscheid."),
        "untrained": _(
            "Met meer dan twee kinderen leidt alleen wie leerde een groep te leiden. Bevestig dat bij de tutor, "
            "of kies een groepje van twee."
        ),
        "mastery": _("Deze tutor beheerst het vak nog niet, of dat is nog niet bevestigd. Bevestig het bij de tutor."),
        "more_than_offered": _("Deze tutor bood een kleiner groepje aan. Verander eerst wat de tutor aanbiedt."),
    }[why]
