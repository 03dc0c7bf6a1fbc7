"""What a talk with parents is about, where the source of a form names it (R-EDL-HDT-h)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tandem.core.glossary import Text
from tandem.initiatives.enums import FormKind

TALKS: Mapping[str, tuple[Text, ...]] = {
    FormKind.HDT: (
        _("wat lukte, en waar het kind trots op is"),
        _("hoe het rekenen groeit"),
        _("hoe het kind aan het werk gaat"),
        _("hoe het zich voelt, en met anderen omgaat"),
        _("hoe het leert"),
    )
}


def talks_of(*forms: str) -> tuple[Text, ...]:
    """Return what talks with parents are about in these forms, each subject once."""
    return tuple(dict.fromkeys(topic for form in forms for topic in TALKS.get(form, ())))
