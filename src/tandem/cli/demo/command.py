"""`tandem demo`: an invented city, planned, published and served."""

import json
import time

import click
from django.conf import settings
from django.db import transaction
from django.utils import timezone

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo import around, learn, life, second_step, talk, visits
from tandem.cli.demo.city import DOMAIN, PASSWORD, make_city
from tandem.config import serve as server
from tandem.config.owner import working_as_owner
from tandem.core.isolation import Purpose, acting_for
from tandem.people.models import User
from tandem.planning import check, problem_from_dict, solution_from_dict
from tandem.scheduling.models import PlanningRun

SIGN_INS = (
    ("coördinator", f"coordinator@{DOMAIN}"),
    ("schoolcoördinator", f"school1@{DOMAIN}"),
    ("leerkracht", f"leerkracht1@{DOMAIN}"),
    ("tutor", f"tutor1@{DOMAIN}"),
    ("ouder", f"ouder1@{DOMAIN}"),
    ("hogeschool", f"hogeschool1@{DOMAIN}"),
    ("docent", f"docent1@{DOMAIN}"),
    ("tutor aan huis", f"aanhuis1@{DOMAIN}"),
)


@click.command()
@click.option("--once", is_flag=True, help="Stop after the plan is published.")
@click.option("--code", is_flag=True, help="Only show the code of this half minute, for the second step of signing in.")
@click.option("--seed", default=1, show_default=True, help="Another seed makes another city.")
@click.option("--seconds", default=45, show_default=True, help="How long the planner may think.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def demo(once: bool, code: bool, seed: int, seconds: int, host: str, port: int) -> None:
    """Make an invented city, plan it, publish it, and show it in the browser."""
    if code:
        click.echo(second_step.code())
        return
    began = time.monotonic()

    def told(line: str) -> None:
        click.echo(f"[{time.monotonic() - began:5.1f} s] {line}")

    if not once:
        server.refuse_a_taken_port(host, port)
    with server.database():
        told("De database loopt.")
        server.prepare()
        if is_there():
            told("De demostad staat er al; met een lege TANDEM_DATA begint ze opnieuw.")
        else:
            # Whoever runs the server makes these people up; from then on they meet the walls like anybody.
            with working_as_owner():
                build(seed=seed, seconds=seconds, told=told)
        if not once:
            server.serve(host=host, port=port, workers=2, threads=4, when_ready=lambda: welcome(host, port))


def is_there() -> bool:
    with acting_for(None, on=timezone.localdate(), purpose=Purpose.ENTRY):
        return User.objects.filter(email=SIGN_INS[0][1]).exists()


def build(*, seed: int, seconds: int, told: life.Told) -> None:
    """Make the city, and let its people plan, decide, publish and tutor."""
    with transaction.atomic():
        city = make_city(seed=seed, now=timezone.now())
    told(f"Havenstad: {len(city.sites)} scholen, {len(city.guardians)} leerlingen, {len(city.tutors)} tutors.")
    with transaction.atomic():
        talk.agree(city)
        learn.learn(city, at=talk.then(city))
    told("De partners zijn het eens: het initiatief loopt.")
    told(f"De planner denkt {seconds} seconden na.")
    run = life.plan(city, seconds=seconds, told=told)
    report(run, told)
    life.decide(city)
    told("De coördinator keurde elk duo goed, de leerkrachten zeiden ja.")
    published = life.open_doors(city)
    told(
        f"Gepubliceerd: {len(published.teams)} duo's en groepjes, {published.sessions} sessies; "
        f"{len(published.waiting)} wachten nog op een antwoord of een controle."
    )
    with transaction.atomic():
        of_colleges = around.surround(city)
        visits_made = visits.visit(city, at=talk.then(city))
    told(f"Een oproep met antwoorden, geld, plaatsen van hogescholen, werkplannen, en {visits_made} bezoeken thuis.")
    second_step.give_to([city.coordinator, *city.school_coordinators.values(), *city.teachers.values(), *of_colleges])
    told(f"{life.live(city, told=told)} sessies staan in het logboek.")


def report(run: PlanningRun, told: life.Told) -> None:
    """Say how good the plan is, judged by the checker, and leave problem and plan as files."""
    folder = settings.TANDEM_DATA / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {"problem.json": run.problem, "solution.json": run.solution}.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    verdict = check(problem_from_dict(run.problem), solution_from_dict(run.solution))
    if not verdict.valid:
        raise click.ClickException(f"The plan breaks rules: {verdict.violations[:3]}")
    bound = f"{run.bound:,.0f}" if run.bound is not None else "–"
    gap = f" ({(run.bound - run.objective) / run.objective:.1%} eronder)" if run.bound and run.objective else ""
    told(f"{run.placed} van {run.requests} leerlingen hebben een plek ({run.placed / run.requests:.0%}).")
    told(f"Score {run.objective:,}; geen enkel plan haalt meer dan {bound}{gap}. Elke regel nagekeken: in orde.")
    told(f"Probleem en plan: {folder / 'problem.json'} en {folder / 'solution.json'}")


def welcome(host: str, port: int) -> None:
    click.echo(f"\nTandem staat klaar op http://{host}:{port}\n\nAanmelden, met het wachtwoord {PASSWORD}:")
    for role, email in SIGN_INS:
        click.echo(f"  {role:18} {email}")
    click.echo(
        "\nWie bij het programma of op school werkt, krijgt daarna een tweede stap gevraagd: een code die elke\n"
        f"halve minuut verandert. Nu is dat {second_step.code()}; later geeft script/demo --code hem,\n"
        f"of een app op uw telefoon met de sleutel {second_step.secret()}."
    )
    click.echo("\nCtrl-C stopt alles.")
