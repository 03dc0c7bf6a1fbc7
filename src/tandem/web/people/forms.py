"""Giving a role, naming who stands in, and adding an organisation."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.core.permissions import Role
from tandem.people.enums import OrganisationKind, Region
from tandem.people.models import Organisation, Site
from tandem.web.coordinator.forms.fields import DayField, OneField, check_order, offer
from tandem.web.people import words

WHO = ("email", "given_name", "infix", "family_name")


class WhoForm(forms.Form):
    """Somebody, known by the address they sign in with."""

    email = forms.EmailField(
        label=_("E-mailadres van het werk"),
        help_text=_("Hiermee meldt deze persoon zich aan. Kent Tandem het adres al, dan krijgt die persoon de rol."),
    )
    given_name = forms.CharField(label=_("Voornaam"), max_length=100)
    infix = forms.CharField(label=_("Tussenvoegsel"), max_length=30, required=False)
    family_name = forms.CharField(label=_("Achternaam"), max_length=100)


class RoleForm(WhoForm):
    """A role in an organisation, from a day and perhaps until a day."""

    organisation = OneField(Organisation, label=_("Waar"))
    role = forms.ChoiceField(label=_("Rol"))
    site = OneField(
        Site,
        label=_("Vestiging"),
        required=False,
        help_text=_("Alleen voor wie één vestiging coördineert."),
    )
    from_date = DayField(label=_("Vanaf"))
    to_date = DayField(label=_("Tot en met"), required=False, help_text=_("Laat leeg als er nog geen einde is."))
    field_order = ("organisation", "role", "site", *WHO, "from_date", "to_date")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        organisations: QuerySet[Organisation],
        roles: Iterable[Role],
        sites: QuerySet[Site],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        offer(self, "organisation", organisations)
        offer(self, "site", sites)
        self.fields["role"].choices = [(role.value, words.role(role)) for role in roles]  # type: ignore[attr-defined]  # a choice field
        if not sites.exists():
            del self.fields["site"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        check_order(self, "from_date", "to_date")
        site = data.get("site")
        if data.get("role") == Role.LOCATION_COORDINATOR and site is None and "site" in self.fields:
            self.add_error("site", _("Kies de vestiging waarvoor deze persoon coördineert."))
        if data.get("role") != Role.LOCATION_COORDINATOR and site is not None:
            self.add_error("site", _("Deze rol geldt voor heel de organisatie: laat de vestiging leeg."))
        return data


class InvolvementForm(WhoForm):
    """A role in one initiative, on behalf of an organisation."""

    role = forms.ChoiceField(label=_("Rol"))
    organisation = OneField(Organisation, label=_("Namens"))
    from_date = DayField(label=_("Vanaf"))
    to_date = DayField(label=_("Tot en met"), required=False, help_text=_("Laat leeg als er nog geen einde is."))
    field_order = ("role", "organisation", *WHO, "from_date", "to_date")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        organisations: QuerySet[Organisation],
        roles: Iterable[Role],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        offer(self, "organisation", organisations)
        self.fields["role"].choices = [(role.value, words.role(role)) for role in roles]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        check_order(self, "from_date", "to_date")
        return data


class StandInForm(WhoForm):
    """Who stands in, from and until which day."""

    from_date = DayField(label=_("Vanaf"))
    to_date = DayField(label=_("Tot en met"), help_text=_("Daarna ziet de vervanger niets meer."))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        check_order(self, "from_date", "to_date")
        return data


class EndForm(forms.Form):
    last_date = DayField(label=_("Laatste dag"))


class OrganisationForm(forms.Form):
    name = forms.CharField(label=_("Naam"), max_length=200)
    kind = forms.ChoiceField(label=_("Soort"), choices=OrganisationKind.choices)
    region = forms.ChoiceField(
        label=_("Regio"), choices=Region.choices, help_text=_("Bepaalt welke schoolvakanties gelden.")
    )
    part_of = OneField(
        Organisation, label=_("Hoort bij"), required=False, help_text=_("Bijvoorbeeld een schoolbestuur of een koepel.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        above: QuerySet[Organisation],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        offer(self, "part_of", above)

    def clean_kind(self) -> OrganisationKind:
        return OrganisationKind(self.cleaned_data["kind"])

    def clean_region(self) -> Region:
        return Region(self.cleaned_data["region"])
