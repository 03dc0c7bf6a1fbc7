"""The command: reads, asks, plans, writes."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click
from django.utils import timezone

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.plan.reading import QuestionsOpen, read_intake
from tandem.cli.plan.solving import make_plan
from tandem.cli.plan.writing import write_proposal
from tandem.config import serve as server
from tandem.config.owner import working_as_owner
from tandem.config.throwaway import throwaway_database
from tandem.core.sheets import UnreadableFile
from tandem.initiatives.enums import FormKind
from tandem.scheduling.intake.findings import Finding


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the proposal goes.")
@click.option("--form", type=click.Choice(FormKind.values), default=FormKind.ST010.value, show_default=True)
@click.option("--from", "from_date", type=click.DateTime(["%Y-%m-%d"]), help="First day; today by default.")
@click.option("--seconds", default=60, show_default=True, help="How long the planner may think.")
@click.option("--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Answers to questions.")
@click.option("--suggested", is_flag=True, help="Answer as Tandem suggests, where it has a suggestion.")
@click.option("--json", "as_json", is_flag=True, help="Tell what happens as one JSON object a line.")
def plan(
    files: tuple[Path, ...],
    out: Path,
    form: str,
    from_date: Any,
    seconds: int,
    answers: Path | None,
    suggested: bool,
    as_json: bool,
) -> None:
    """Make a proposal of the lists in FILES, and write it to a folder as Excel, PDF and calendars.

    Nothing is kept: the rows live in a database that is dropped at the end.
    """
    first: date = from_date.date() if from_date else timezone.localdate()
    known = read_answers(answers)
    tell = Teller(as_json)
    with server.database(), throwaway_database(), working_as_owner():
        try:
            intake = read_intake(
                files, form=FormKind(form), first=first, answers=known, suggested=suggested, ask=tell.ask
            )
        except UnreadableFile as refusal:
            raise click.ClickException(str(refusal)) from None
        except QuestionsOpen as questions:
            tell.refuse(questions, out)
        tell.say("read", **intake.counts)
        run = make_plan(intake, seconds=seconds, tell=tell)
        written = write_proposal(run, out, at=timezone.now())
        tell.say("done", placed=run.placed, requests=run.requests, objective=run.objective, bound=run.bound, **written)


class Teller:
    """Tells what happens: to a person at a terminal, or as JSON to a program."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.terminal = sys.stderr.isatty() and not as_json

    @property
    def ask(self) -> Any:
        """Ask somebody who can answer; nobody when there is no terminal."""
        return click.prompt if sys.stdin.isatty() and self.terminal else None

    def say(self, event: str, **facts: Any) -> None:
        if self.as_json:
            click.echo(json.dumps({"event": event, **facts}, ensure_ascii=False))
            return
        sentences = {
            "read": "Ingelezen: {pupils} leerlingen, {requests} aanvragen, {tutors} tutors, {lessons} lessen.",
            "done": "{placed} van {requests} aanvragen hebben een plek. Voorstel: {workbook}",
        }
        click.echo(sentences[event].format(**facts))

    def progress(self, *, seconds: float, limit: int, placed: int, requests: int, bound: float | None) -> None:
        if self.as_json:
            self.say("progress", seconds=seconds, placed=placed, requests=requests, bound=bound)
        elif self.terminal:
            done = min(1.0, seconds / limit)
            bar = "█" * round(30 * done) + "░" * (30 - round(30 * done))
            click.echo(f"\r{bar} {placed} van {requests} aanvragen hebben een plek ", nl=done >= 1, err=True)

    def refuse(self, questions: QuestionsOpen, out: Path) -> NoReturn:
        """Leave the open questions as a file to fill in, and say where."""
        out.mkdir(parents=True, exist_ok=True)
        path = out / "vragen.json"
        asked = {finding.key: asked_of(finding) for finding in questions.findings}
        path.write_text(json.dumps(asked, ensure_ascii=False, indent=1), encoding="utf-8")
        for question in asked.values():
            choices = "; ".join(f"{value} = {label}" for value, label in question["keuzes"].items())
            click.echo(f"{question['waar']}: {question['vraag']}" + (f" [{choices}]" if choices else ""), err=True)
        raise click.ClickException(
            f"{len(asked)} vragen staan open. Vul bij elke vraag het antwoord in {path} in, en geef het mee "
            "met --answers. Een vraag zonder keuzes vraagt een verbeterd bestand."
        )


def asked_of(finding: Finding) -> dict[str, Any]:
    """Write a question so that somebody can answer it in a text file."""
    return {
        "waar": f"{finding.file}, {finding.sheet}" + (f", rij {finding.row}" if finding.row else ""),
        "vraag": f"{finding.what} {finding.todo}",
        "keuzes": {choice.value: choice.label for choice in finding.choices},
        "antwoord": finding.suggested,
    }


def read_answers(path: Path | None) -> dict[str, str]:
    """Read answers from the file that an earlier run left."""
    if path is None:
        return {}
    try:
        asked = json.loads(path.read_text(encoding="utf-8"))
        return {key: str(question["antwoord"]) for key, question in asked.items() if question["antwoord"]}
    except (ValueError, AttributeError, KeyError, TypeError):
        raise click.ClickException(
            f"{path} is niet te lezen als antwoorden. Begin met het bestand vragen.json dat Tandem schreef."
        ) from None
