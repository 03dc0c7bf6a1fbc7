"""A visitor of the demo shows the second step that staff show at work."""

import pytest
from click.testing import CliRunner
from django.test import Client

from tandem.cli.demo import second_step
from tandem.cli.demo.command import demo
from tandem.core.permissions import Role
from tests.factories.people import PASSWORD, OrganisationFactory, member

pytestmark = pytest.mark.django_db


def test_the_code_the_demo_tells_opens_the_pages_of_staff(client: Client):
    staff = [member(OrganisationFactory(), Role.PROGRAMME_COORDINATOR) for _ in range(2)]
    second_step.give_to(staff)

    told = CliRunner().invoke(demo, ["--code"])
    client.post("/account/login/", {"login": staff[1].email, "password": PASSWORD})
    client.post("/account/login/second/", {"code": told.output.strip()})

    assert told.exit_code == 0
    assert client.get("/coordinator/").status_code == 200
