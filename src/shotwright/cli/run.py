"""Runs the command line, and turns what stops it into messages and exit codes.

Exit codes: 0 fine, 1 findings or no plan, 2 bad input, 3 over budget or not approved, 4 the
service, the network or the ledger does not answer, 5 a person has to look, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from copy import copy
from typing import NoReturn

import typer
from typer.main import get_command_name
from typer.models import CommandInfo

from shotwright.cli import commands
from shotwright.cli.app import app
from shotwright.cli.output import print_json, print_rich
from shotwright.errors import InputError, NotApprovedError, ServiceError, ShotwrightError

BAD_INPUT = 2
NOT_APPROVED = 3
SERVICE = 4
INTERRUPTED = 130

TOLD = 200
"""How many problems are told to people; programs get them all."""


def run() -> None:
    """Run the command that `sys.argv` names, and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Arrays here are small: the threads that numpy starts for large ones only cost.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Nothing that is installed beside us watches our models: it need not be looked for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    assert commands  # noqa: S101 - imported, so that the app knows them
    try:
        code = _answered()
        sys.stdout.flush()
        sys.exit(code)
    except SystemExit as error:
        # So the command-line library ends when the reader has gone, or somebody interrupts.
        if isinstance(error.__context__, BrokenPipeError):
            _reader_gone()
        if error.__context__ and isinstance(error.__context__.__cause__, KeyboardInterrupt):
            _interrupted()
        raise
    except KeyboardInterrupt:
        _interrupted()
    except BrokenPipeError:
        _reader_gone()
    except OSError as error:
        sys.stderr.write(f"Cannot write: {error.strerror or error}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BAD_INPUT)
    finally:
        # The interpreter looks through everything once more as it ends, which took half a second
        # after a long board; what is frozen it leaves alone.
        gc.freeze()


def _asked_for() -> typer.Typer:
    """Give the app with the command that is asked for: reading everyone's options takes long."""
    named = sys.argv[1:2]
    asked = copy(app)
    asked.registered_commands = [c for c in app.registered_commands if _name_of(c) in named]
    asked.registered_groups = [group for group in app.registered_groups if group.name in named]
    return asked if asked.registered_commands or asked.registered_groups else app


def _name_of(command: CommandInfo) -> str | None:
    return command.name or (command.callback and get_command_name(command.callback.__name__))


def _answered() -> int:
    """Do what was asked for, or tell what is wrong; give the exit code."""
    try:
        return _asked_for()(standalone_mode=not _for_programs()) or 0
    except typer.TyperException as error:
        return _tell(_misused(error))
    except ShotwrightError as error:
        return _tell(error)


def _for_programs() -> bool:
    """Tell whether a program reads the answer, also where the rest cannot be understood."""
    return "--json" in sys.argv


def _misused(error: typer.TyperException) -> InputError:
    """Say in our words what the command-line library could not read; people read its own."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "shotwright"
    return InputError.of(error.format_message(), f"see {command} --help")


def _interrupted() -> NoReturn:
    sys.stderr.write("Interrupted; no file is half-written, and the same command goes on.\n")
    sys.exit(INTERRUPTED)


def _reader_gone() -> NoReturn:
    """End well where nobody reads on (`| head`): nothing is wrong, and nobody is left to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def _tell(error: ShotwrightError) -> int:
    """Tell what is wrong, for programs or people, and give the exit code."""
    from shotwright.report import problems_list  # noqa: PLC0415 - only where something is wrong

    code = BAD_INPUT
    if isinstance(error, NotApprovedError | ServiceError):
        code = NOT_APPROVED if isinstance(error, NotApprovedError) else SERVICE
        error = InputError([error.problem])
    assert isinstance(error, InputError)  # noqa: S101 - there is no fourth kind
    if _for_programs():
        print_json(error.wire())
    else:
        print_rich(problems_list(error.problems[:TOLD]), stderr=True)
        if len(error.problems) > TOLD:
            sys.stderr.write(f"... and {len(error.problems) - TOLD:,} more\n")
    return code
