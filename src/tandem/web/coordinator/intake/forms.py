"""What somebody fills in to hand lists over."""

from collections.abc import Mapping, MutableMapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.models import Initiative
from tandem.people.enums import Region, Stage
from tandem.people.models import Site


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files if file] or [super().clean(None)]


class UploadForm(forms.Form):
    initiative = forms.ModelChoiceField(
        label=_("Voor welk initiatief"), queryset=Initiative.objects.none(), empty_label=_("kies")
    )
    site = forms.ModelChoiceField(
        label=_("Van welke vestiging"),
        queryset=Site.objects.none(),
        required=False,
        empty_label=_("geen: dit zijn tutors"),
        help_text=_("Van welke school de klassen, leerlingen en roosters zijn."),
    )
    lists = FilesField(
        label=_("Bestanden"),
        widget=FilesInput(attrs={"multiple": True, "accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
        help_text=_("Excel, OpenDocument of csv, zoals de school ze heeft. U mag er een paar tegelijk kiezen."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        initiatives: QuerySet[Initiative],
        sites: QuerySet[Site],
        required_initiative: bool,
        initial: MutableMapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        initiative, site = self.fields["initiative"], self.fields["site"]
        initiative.queryset, site.queryset = initiatives, sites  # type: ignore[attr-defined]  # a choice of rows
        initiative.required = required_initiative
        site.label_from_instance = lambda row: f"{row.organisation.name}: {row.name}"  # type: ignore[attr-defined]  # idem
        if len(initiatives) == 1:
            initiative.initial = initiatives[0]
        if len(sites) == 1:
            site.initial = sites[0]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        initiative, site = data.get("initiative"), data.get("site")
        if initiative and site and not initiative.sites.filter(pk=site.pk).exists():
            self.add_error("site", _("Deze vestiging doet niet mee aan dit initiatief. Voeg haar daar eerst toe."))
        if not initiative and not site and not self.errors:
            self.add_error("site", _("Kies de vestiging, het initiatief, of allebei."))
        return data


class SchoolForm(forms.Form):
    initiative = forms.ModelChoiceField(
        label=_("Doet mee aan"), queryset=Initiative.objects.none(), empty_label=_("kies")
    )
    name = forms.CharField(label=_("Naam van de school"), max_length=200)
    site = forms.CharField(
        label=_("Naam van de vestiging"),
        max_length=200,
        required=False,
        help_text=_("Leeg laten mag, als de school maar één plek heeft."),
    )
    stage = forms.ChoiceField(
        label=_("Soort school"),
        choices=Stage.choices,
        help_text=_("Groep 5 is iets anders dan het vijfde leerjaar: hiermee weet Tandem wat een 5 betekent."),
    )
    region = forms.ChoiceField(label=_("Schoolvakanties van"), choices=Region.choices)

    def __init__(self, data: Mapping[str, Any] | None = None, *, initiatives: QuerySet[Initiative]) -> None:
        super().__init__(data)
        self.fields["initiative"].queryset = initiatives  # type: ignore[attr-defined]  # a choice of rows
        if len(initiatives) == 1:
            self.fields["initiative"].initial = initiatives[0]
