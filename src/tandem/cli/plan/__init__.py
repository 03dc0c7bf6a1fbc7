"""`tandem plan`: from a workbook to a proposal, without a server."""

from tandem.cli.plan.command import plan

__all__ = ["plan"]
