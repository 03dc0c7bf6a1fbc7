"""What a school says it can offer, to see which form of tutoring it can carry."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from tandem.core.glossary import Text
from tandem.initiatives.catalogue import Offer

YES_NO = (("yes", _("ja")), ("no", _("nee")), ("", _("weet ik nog niet")))
QUESTIONS = {
    "fixed_contact": _("Is er een vast aanspreekpunt op school?"),
    "consultation": _("Kunnen leerkracht en tutor geregeld overleggen?"),
    "structural_funding": _("Is er geld voor meer dan één jaar?"),
    "trained_tutors": _("Zijn er tutors die opgeleid zijn en kunnen blijven?"),
    "room": _("Is er een vast, rustig lokaal?"),
    "frame": _("Kan de leerkracht elke week zeggen waar de klas aan werkt?"),
    "peer_training": _("Is er opleiding voor leerkrachten en leerlingen die helpen?"),
    "older_pupils": _("Zijn er oudere leerlingen die het kunnen en leuk vinden?"),
    "digital_programme": _("Gebruikt de school een goedgekeurd oefenprogramma?"),
    "ai_policy": _("Heeft de school een beleid over AI?"),
    "special_education": _("Is het een school voor speciaal of buitengewoon onderwijs?"),
    "assistants": _("Zijn er onderwijsassistenten die er drie keer per week tijd voor hebben?"),
    "training_days": _("Kunnen tutors vooraf vijf dagen opleiding volgen?"),
    "group_training": _("Zijn er tutors die een groep kunnen leiden?"),
    "reflection": _("Is er vorming vooraf en reflectie onderweg?"),
    "word_list": _("Kan de leerkracht elke week een woordenlijst geven?"),
    "devices": _("Zijn er toestellen van de school om op te oefenen?"),
    "family_bridge": _("Is er iemand met een band met de gezinnen?"),
    "safety_contact": _("Is er iemand bereikbaar die weet waar een tutor aan huis is?"),
    "companions": _("Is er begeleiding en vervoer om op stap te gaan?"),
    "volunteers": _("Doet er een vereniging met vrijwilligers mee?"),
    "experienced_teachers": _("Willen ervaren leerkrachten in de zomer werken?"),
}
# What a form counts on for years: a school that does not know it, does not have it yet.
HELP = {"structural_funding": _("Weet u het nog niet, dan rekenen we er niet op.")}
NUMBERS = {
    "pull_outs": (_("Hoe vaak per week mag één leerling uit de klas, voor alle hulp samen?"), 0, 10),
    "students": (_("Hoeveel studenten kunnen op één vast moment samen komen?"), 0, 200),
    "class_size": (_("Hoeveel leerlingen zitten er in de klas?"), 1, 60),
}


SECTIONS = (
    (_("De school"), ("fixed_contact", "consultation", "frame", "room", "structural_funding", "special_education")),
    (_("De klas"), ("class_size", "pull_outs", "word_list", "older_pupils", "peer_training")),
    (
        _("Wie kan helpen"),
        (
            "students",
            "trained_tutors",
            "group_training",
            "reflection",
            "training_days",
            "assistants",
            "volunteers",
            "experienced_teachers",
        ),
    ),
    (
        _("Thuis, op stap en op een scherm"),
        ("family_bridge", "safety_contact", "companions", "digital_programme", "devices", "ai_policy"),
    ),
)


class OfferForm(forms.Form):
    """Nothing has to be filled in, and nothing is kept: the answers stand in the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, least, most) in NUMBERS.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=least, max_value=most, required=False)
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question,
                choices=YES_NO,
                widget=forms.RadioSelect,
                required=False,
                initial="",
                help_text=HELP.get(name, ""),
            )

    @property
    def sections(self) -> list[tuple[Text, list[BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    @property
    def answers(self) -> int:
        """Return how many questions have an answer."""
        return sum(1 for given in self.cleaned_data.values() if given not in ("", None))

    @property
    def offer(self) -> Offer:
        given = self.cleaned_data
        answers = {name: {"yes": True, "no": False}.get(given[name]) for name in QUESTIONS}
        return Offer(**answers, **{name: given[name] for name in NUMBERS})
