"""What follows from a form in which pupils help pupils."""

from tandem.initiatives.catalogue.template import Gate, Template, Training
from tandem.initiatives.models import Initiative
from tandem.people.enums import TutorKind


def pupils_help(initiative: Initiative) -> bool:
    """Tell whether pupils can be asked to help: in the peer forms, and in blended tutoring (S-09 … S-11, S-14)."""
    template = initiative.template
    asked = Training.PEER_TUTOR in template.training or has_programme(template)
    kinds = initiative.tutor_kinds or [kind.value for kind in template.tutors]
    return asked and TutorKind.OLDER_PUPIL in kinds


def teachers_learn(template: Template) -> bool:
    """Tell whether the teachers who guide pupils learn how, before a session begins (S-09)."""
    return Training.PEER_TEACHER in template.training


def has_programme(template: Template) -> bool:
    """Tell whether a digital programme stands beside the tutor, so that two kinds of minutes are counted (S-14)."""
    return Gate.PROGRAMME in template.gates
