"""Summer schools in the words of who organises one."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from tandem.scheduling.actions.summer import DayNotPossible
from tandem.web.coordinator import words


def money(value: object) -> str:
    return f"€ {number_format(value, 2, force_grouping=True)}"  # type: ignore[arg-type]  # a Decimal, as numbers are


def not_possible(error: DayNotPossible) -> str:
    """Say why a day cannot be so, and what would make it possible."""
    day = words.day_of(error.day) if error.day else ""
    return {
        "student_alone": _(
            "Op %(day)s zou een student zonder ervaren leerkracht voor de groep staan. Zet er eerst een leerkracht bij."
        ),
        "taken": _("Op %(day)s staat deze persoon al in een andere groep. Kies een andere dag, of iemand anders."),
        "no_such_day": _("Op die dag komt deze groep niet samen. Kies een van haar dagen."),
        "overlap": _("Op dat uur staat er al iets op de dag. Kies een ander uur, of haal dat eerst weg."),
        "elsewhere": _("Deze persoon doet hier niet mee. Laat die eerst meedoen bij Tutors."),
        "not_running": _("Deze groep loopt niet. Publiceer eerst het voorstel."),
    }[str(error)] % {"day": day}
