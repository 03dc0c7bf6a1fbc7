"""The requests and seconds of a walk are told."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for found in terminalreporter.stats.values() for report in found]
    walks = [
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "walk"
    ]
    if walks:
        asked, seconds = (sum(walk[part] for walk in walks) for part in (0, 1))
        terminalreporter.write_line(f"Access: {asked} requests in {seconds:.0f} seconds of walking.")
