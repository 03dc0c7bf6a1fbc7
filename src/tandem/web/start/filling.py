"""Filling in one part of a start: the same page for its coordinator and for whoever was asked for just this part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms import Form
from django.utils import timezone

from tandem.core.permissions import Role
from tandem.initiatives.actions import start
from tandem.initiatives.actions.start import Document
from tandem.initiatives.enums import PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries import involvements_of
from tandem.initiatives.queries.start import goals_of, question_contacts_of
from tandem.people.models import Person, User
from tandem.people.queries import current
from tandem.web.start import forms, words
from tandem.web.start.words import Part


@dataclass(frozen=True, slots=True)
class Written:
    """Who filled in a part, when, and whether all partners agree with it."""

    by: User
    at: datetime
    agreed_date: date | None


def form_for(initiative: Initiative, part: Part, data: Mapping[str, Any] | None) -> Form:
    """Return the form of a part, with what stands there already."""
    if isinstance(part, PartnerGroup):
        return forms.ExpectationForm(data, initial={"stated_date": timezone.localdate()})
    if part == StartPoint.GOALS:
        return forms.GoalsForm(data, chosen=goals_of(initiative))
    if part == StartPoint.CONTACTS:
        return forms.ContactsForm(data, known=question_contacts_of(initiative), suggested=_suggested(initiative))
    answer = initiative.points.filter(point=part).first()
    return forms.PointForm(data, point=part, initial=forms.initial_of(answer, words.draft_of(initiative, part)))


def keep(initiative: Initiative, part: Part, form: Form, written: Written) -> None:
    """Keep a part that was filled in: one action for each kind of part, and for a point that it is agreed."""
    data = form.cleaned_data
    who: dict[str, Any] = {"by": written.by, "at": written.at}
    if isinstance(part, PartnerGroup):
        said = {name: data[name] for name in data if name not in ("document", "page")}
        start.state_expectation(initiative=initiative, group=part, document=_document(data), **said, **who)
        return
    if isinstance(form, forms.GoalsForm):
        start.choose_goals(initiative=initiative, library=form.library, own=form.own, **who)
    if isinstance(form, forms.ContactsForm):
        start.name_question_contacts(initiative=initiative, contacts=form.contacts, **who)
    start.answer_point(
        initiative=initiative,
        point=part,
        text=data.get("text", ""),
        document=_document(data),
        agreed_date=written.agreed_date,
        **who,
    )


def _document(data: Mapping[str, Any]) -> Document:
    return Document(data.get("document", ""), data.get("page", ""))


def _suggested(initiative: Initiative) -> dict[PartnerGroup, tuple[str, str]]:
    """Return whom each group could go to, from who is named already."""
    today = timezone.localdate()
    rows = involvements_of(initiative).filter(current(today), current(today, "membership__"))
    trusted = next((row.membership.person for row in rows if row.membership.role == Role.TRUST_PERSON), None)
    contact = initiative.concern_contact.person if initiative.concern_contact else None
    found: dict[PartnerGroup, Person | None] = {
        PartnerGroup.PARENTS: trusted or contact,
        PartnerGroup.TUTORS: contact,
        PartnerGroup.TEACHERS: contact,
    }
    return {group: (person.full_name, person.phone or person.email) for group, person in found.items() if person}
