"""`tandem intake template` writes a workbook that reads back without a finding."""

from pathlib import Path

from click.testing import CliRunner

from tandem.cli import main
from tandem.core.sheets import read_workbook
from tandem.scheduling.intake.draft import IntakeDraft
from tandem.scheduling.intake.read import read


def test_template_reads_back_as_an_empty_draft(tmp_path: Path) -> None:
    file = tmp_path / "intake.xlsx"

    result = CliRunner().invoke(main, ["intake", "template", str(file)])

    assert result.exit_code == 0
    assert read(read_workbook(file.name, file.read_bytes())) == IntakeDraft()


def test_template_refuses_a_name_that_is_no_workbook(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["intake", "template", str(tmp_path / "intake.csv")])

    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
