"""What can lie over any form: culturally adaptive education. It keeps nothing about anybody (R-NEV-22)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from tandem.initiatives.catalogue.points import Claim
from tandem.initiatives.catalogue.template import Template, Training

ACQUAINTED_AFTER = 5  # sessions: before, no theme is suggested

ADAPTIVE_CLAIMS = (
    Claim(_("Aansluiten bij de leefwereld helpt om een band te krijgen."), "ST010, §2.2.1", 2025),
    Claim(_("Niet afdwingen: eerst de band, dan pas het onderwerp."), "ST010, §2.2.3 (expert 3)", 2025, against=True),
)


def adaptive(template: Template) -> Template:
    """Return a form with the training culturally adaptive education asks; all else stays."""
    return replace(template, training=template.training | {Training.CULTURE})
