"""The command line: parse, call, print."""

from shotwright.cli.run import run

__all__ = ["run"]
