"""Handing lists over: choose files, look at their columns, and only then is anything kept."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import workbooks
from tandem.core.permissions import Permission
from tandem.core.sheets import Grid, UnreadableFile, read_workbook
from tandem.initiatives.models import Initiative
from tandem.people.actions.agreements import NoProcessingAgreement, refuse_without
from tandem.people.models import Organisation, Site
from tandem.scheduling.actions import intake as actions
from tandem.scheduling.intake.keep import keep
from tandem.scheduling.intake.mapping import apply_mapping, lessons_learnt
from tandem.scheduling.intake.template import template
from tandem.scheduling.queries.intake import (
    import_sites_for,
    imports_visible_to,
    initiatives_for_import,
    learnt_by,
)
from tandem.web.access import Request, permissions_for, requires
from tandem.web.coordinator.intake import columns
from tandem.web.coordinator.intake.forms import UploadForm
from tandem.web.coordinator.intake.uploads import in_memory
from tandem.web.downloads import download

RECENT = 10


@requires(Permission.INTAKE_IMPORT)
@in_memory
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    form = _form(request)
    shown: list[columns.TableShown] = []
    if request.method == "POST" and form.is_valid():
        try:
            grids = _read(form.cleaned_data["lists"])
            if site := form.cleaned_data["site"]:
                refuse_without(site.organisation, at=timezone.now())
        except (UnreadableFile, NoProcessingAgreement) as error:
            form.add_error("lists" if isinstance(error, UnreadableFile) else "site", str(error))
        else:
            organisation = _organisation(form.cleaned_data["initiative"], form.cleaned_data["site"], request)
            tables, mapping = columns.tables_of(grids, learnt_by(organisation), request.POST.dict())
            if request.POST.get("step") == "start":
                intake = actions.start_import(
                    organisation=organisation,
                    initiative=form.cleaned_data["initiative"],
                    site=form.cleaned_data["site"],
                    file_names=[file.name or "" for file in form.cleaned_data["lists"]],
                    tables=keep(grids, apply_mapping(grids, tables, mapping)),
                    learnt=lessons_learnt(tables, mapping),
                    by=request.user,
                    at=timezone.now(),
                )
                return redirect("coordinator-intake-check", intake.pk)
            shown = columns.show(grids, tables, mapping)
    recent = imports_visible_to(request.user, on=timezone.localdate())[:RECENT]
    context = {
        "form": form,
        "tables": shown,
        "recent": recent,
        "again": shown and not request.htmx,
        "perms_manage": Permission.PROGRAMME_MANAGE in permissions_for(request),
    }
    status = 422 if request.method == "POST" and not shown and not request.htmx else 200
    return render(request, "coordinator/intake/upload.html", context, status=status)


def _form(request: Request) -> UploadForm:
    today = timezone.localdate()
    return UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initiatives=initiatives_for_import(request.user, on=today),
        sites=import_sites_for(request.user, on=today),
        required_initiative=Permission.PROGRAMME_MANAGE in permissions_for(request),
        initial={key: request.GET[key] for key in ("initiative", "site") if key in request.GET},
    )


def _read(files: "Sequence[UploadedFile[Any]]") -> list[Grid]:
    grids: list[Grid] = []
    names: set[str] = set()
    for file in files:
        name = (file.name or _("bestand")).replace("|", "-")[:100]
        if name in names:
            raise UnreadableFile(_("Twee bestanden heten %(name)s. Geef ze elk een eigen naam.") % {"name": name})
        names.add(name)
        try:
            grids.extend(read_workbook(name, file.read()))
        except UnreadableFile as error:
            raise UnreadableFile(_("%(name)s: %(why)s") % {"name": name, "why": error}) from error
    return grids


def _organisation(initiative: Initiative | None, site: Site | None, request: Request) -> Organisation:
    """Return whose list it is: of the programme for who coordinates it, else of the school."""
    if initiative is not None and Permission.PROGRAMME_MANAGE in permissions_for(request):
        return initiative.organiser
    assert site is not None
    return site.organisation


@requires(Permission.INTAKE_IMPORT)
@require_safe
def template_file(request: Request) -> HttpResponse:
    return download(template(), name="tandem-intake", extension="xlsx", media_type=workbooks.MEDIA_TYPE)
