"""`tandem serve`, `tandem worker` and `tandem manage`: the processes that serve, and Django's own commands."""

import click
import django
from django.conf import settings
from django.core.management import call_command

from tandem.config import serve as serving


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; put a reverse proxy in front.")
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Processes that serve pages.")
@click.option("--threads", default=4, show_default=True, help="Requests each process handles at once.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve pages and do background work until Ctrl-C, with the database if it is ours."""
    django.setup()
    serving.serve(
        host=host,
        port=port,
        workers=workers,
        threads=threads,
        when_ready=lambda: click.echo(f"Tandem listens on http://{host}:{port} and calls itself {settings.BASE_URL}."),
    )


@click.command()
def worker() -> None:
    """Do the background work until Ctrl-C; any number of workers may run, on any machine."""
    django.setup()
    serving.refuse_to_serve_in_the_open()
    call_command("procrastinate", "worker")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a management command of Django, such as `tandem manage check`."""
    django.setup()
    call_command(*arguments)
