"""The start of an initiative in sentences: its parts, drafts, and goals."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Goal, Initiative
from tandem.initiatives.start.goals import BY_KEY, CORE

Part = StartPoint | PartnerGroup


def part_of(name: str) -> Part | None:
    """Return which part an address means."""
    if name in StartPoint.values:
        return StartPoint(name)
    return PartnerGroup(name) if name in PartnerGroup.values else None


def part(which: Part) -> str:
    if isinstance(which, StartPoint):
        return str(which.label)
    return _("verwachtingen van %(group)s") % {"group": which.called}


def goal(each: Goal) -> str:
    """Say a goal in its own words, or in those of the library."""
    return each.own_words or str(BY_KEY[each.library_key].words)


def group_heading(group: PartnerGroup) -> str:
    return _("%(group)s (kerndoel)") % {"group": capfirst(group.label)} if group in CORE else str(capfirst(group.label))


def own_goals(group: PartnerGroup) -> str:
    return _("Eigen doelen voor %(group)s") % {"group": group.called}


def may_go_to(group: PartnerGroup) -> str:
    return _("%(group)s kunnen terecht bij") % {"group": capfirst(group.label)}


def example(text: str | Promise) -> str:
    return _("Bijvoorbeeld: %(text)s") % {"text": text}


def draft_of(initiative: Initiative, point: StartPoint) -> str:
    """Return a first answer out of what was filled in before: nobody writes twice."""
    if point != StartPoint.MOMENTS:
        return ""
    often = ngettext("één keer per week", "%(n)d keer per week", initiative.sessions_per_week)
    when = [
        *([_("onder schooltijd")] if initiative.in_school_time else []),
        *([_("na schooltijd")] if initiative.after_school else []),
    ]
    sites = ", ".join(initiative.sites.order_by("name", "pk").values_list("name", flat=True))
    return _("%(often)s %(minutes)d minuten, %(when)s, op %(sites)s.") % {
        "often": (often % {"n": initiative.sessions_per_week}).capitalize(),
        "minutes": initiative.minutes,
        "when": _(" en ").join(when),
        "sites": sites or _("de school"),
    }
