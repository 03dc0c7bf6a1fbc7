"""Facts of a programme in the words a coordinator would use."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.initiatives.gate import Missing
from tandem.initiatives.models import Request as TutoringRequest
from tandem.people.models import Site


def clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def stretch(day: int, starts: time, ends: time) -> str:
    """Return "maandag 9:00–9:45"."""
    return _("%(day)s %(starts)s–%(ends)s") % {"day": WEEKDAYS[day], "starts": clock(starts), "ends": clock(ends)}


def day_of(on: date) -> str:
    """Return "maandag 7 september"."""
    return date_format(on, _("l j F"))


def listing(words: Sequence[str]) -> str:
    """Return "Aya, Bo en Cem"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def duration(minutes: int) -> str:
    """Return "3 uur 30 min", "45 min" or "2 uur"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d uur") % {"hours": hours}
    return _("%(hours)d uur %(minutes)d min") % {"hours": hours, "minutes": rest}


def waiting(asked: date, on: date) -> str:
    """Return how long somebody has waited, in weeks once there is a whole one."""
    days = max((on - asked).days, 0)
    if days < 7:
        return ngettext("%(days)d dag", "%(days)d dagen", days) % {"days": days}
    weeks = days // 7
    return ngettext("%(weeks)d week", "%(weeks)d weken", weeks) % {"weeks": weeks}


def group_word(size: int) -> str:
    """Return what a team of this many pupils is called; never a level or a lag (R-NEV-06)."""
    return {1: _("alleen"), 2: _("duo")}.get(size, _("groepje"))


def level(step: int) -> str:
    """Return a step of the ladder of all stages as both countries call it: 5 is "groep 5 (leerjaar 3)"."""
    if step > 8:
        return _("jaar %(year)d secundair") % {"year": step - 8}
    if step > 2:
        return _("groep %(group)d (leerjaar %(year)d)") % {"group": step, "year": step - 2}
    return _("groep %(group)d (kleuters)") % {"group": step}


def level_range(lowest: int, highest: int) -> str:
    """Return years of the ladder in short: "groep 5–8", "jaar 1–3 secundair", or both ends in full."""
    if lowest == highest:
        return level(lowest)
    if highest <= 8:
        return _("groep %(lowest)d–%(highest)d") % {"lowest": lowest, "highest": highest}
    if lowest > 8:
        return _("jaar %(lowest)d–%(highest)d secundair") % {"lowest": lowest - 8, "highest": highest - 8}
    return _("groep %(lowest)d tot jaar %(highest)d secundair") % {"lowest": lowest, "highest": highest - 8}


def teaches(offer: Mapping[str, Sequence[int]]) -> str:
    """Return what a tutor helps with: "rekenen (groep 3–8) en taal (groep 5–8)"."""
    return listing([f"{subject} ({level_range(*steps)})" for subject, steps in sorted(offer.items())])


def period(from_date: date, to_date: date | None) -> str:
    if to_date is None:
        return _("vanaf %(day)s") % {"day": date_format(from_date, "j b Y")}
    return f"{date_format(from_date, 'j b Y')} – {date_format(to_date, 'j b Y')}"


def clearance(missing: Sequence[Missing]) -> str:
    """Return whether a tutor may be with children, and else what is still to be seen."""
    if not missing:
        return _("ja")
    if any(found.kind is None for found in missing):
        return _("nee: stilgezet")
    return _("nog niet: %(missing)s") % {"missing": listing([found.label for found in missing])}


def who(request: TutoringRequest) -> str:
    """Return whom a request is for: a pupil, or a whole class."""
    if request.pupil is not None:
        return request.pupil.person.full_name
    return _("klas %(name)s") % {"name": request.school_class}


def moment(at: datetime) -> str:
    """Return "maandag 7 september, 9:00"."""
    here = localtime(at)
    return _("%(day)s, %(time)s") % {"day": day_of(here.date()), "time": clock(here.time())}


def place(site: Site) -> str:
    """Return a site with its school, where they are not called the same."""
    return site.name if site.name == site.organisation.name else f"{site.name}, {site.organisation.name}"
