"""Every form of tutoring of the sources: its parameters, what it asks, who said what of it. Never a score."""

from collections.abc import Mapping

from tandem.initiatives.catalogue import (
    around_school,
    digital,
    intensive,
    peers,
    reading,
    students,
    summer,
    whole_class,
)
from tandem.initiatives.catalogue.conditions import Answer, Condition, Met, Offer
from tandem.initiatives.catalogue.deviations import Aspect, Deviation, deviations
from tandem.initiatives.catalogue.form import Family, Form, RefusedForm
from tandem.initiatives.catalogue.hybrids import Hybrid, Origin, combine, hybrid
from tandem.initiatives.catalogue.layers import adaptive
from tandem.initiatives.catalogue.points import Claim, Perspective, Point, Side, View, Voice
from tandem.initiatives.catalogue.template import WEIGHTS, Gate, Template, Training, Unit
from tandem.initiatives.enums import FormKind

FORMS: Mapping[FormKind, Form] = {
    form.kind: form
    for family in (students, intensive, reading, whole_class, peers, digital, around_school, summer)
    for form in family.FORMS
}
TEMPLATES: Mapping[FormKind, Template] = {kind: form.template for kind, form in FORMS.items()}
REFUSED: Mapping[str, RefusedForm] = {form.key: form for form in digital.REFUSED}


def template_of(form: str, second_form: str = "", *, culturally_adaptive: bool = False) -> Template:
    """Return what a form asks; of a hybrid the stricter of both, with what lies over it."""
    template = TEMPLATES[FormKind(form)]
    if second_form:
        template = combine(template, TEMPLATES[FormKind(second_form)])
    return adaptive(template) if culturally_adaptive else template


__all__ = [
    "FORMS",
    "REFUSED",
    "TEMPLATES",
    "WEIGHTS",
    "Answer",
    "Aspect",
    "Claim",
    "Condition",
    "Deviation",
    "Family",
    "Form",
    "Gate",
    "Hybrid",
    "Met",
    "Offer",
    "Origin",
    "Perspective",
    "Point",
    "RefusedForm",
    "Side",
    "Template",
    "Training",
    "Unit",
    "View",
    "Voice",
    "adaptive",
    "combine",
    "deviations",
    "hybrid",
    "template_of",
]
