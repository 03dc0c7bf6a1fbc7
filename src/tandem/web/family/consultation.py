"""The words of the form on which parents write what they expect, in each language families read."""

from django.utils.translation import gettext as _

from tandem.core.pdf import Question


def questions() -> list[Question]:
    """Return what is asked of every group, in the language of the moment."""
    return [
        Question(_("Wat verwacht u van de anderen?"), _("Van de tutors, de school, de organisatie …"), lines=4),
        Question(_("Wat kunt en wilt u zelf doen?"), _("Ook iets kleins is goed."), lines=4),
        Question(_("Waarover wilt u zeker nog praten?"), lines=2),
        Question(_("Wie vult dit in, en wanneer?"), _("Bijvoorbeeld: twee ouders van het vijfde leerjaar."), lines=1),
        Question(_("In welke taal is gesproken, en wie vertaalde?"), _("Leeg als niemand vertaalde."), lines=1),
    ]


def title() -> str:
    return _("Wat ouders verwachten")


def intro() -> str:
    return _("Er is geen goed of fout antwoord, en niets is verplicht. Praat u liever? Dan schrijft iemand het op.")
