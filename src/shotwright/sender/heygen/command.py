"""HeyGen's own command-line tool as the way to HeyGen's API."""

from __future__ import annotations

import shutil
from dataclasses import replace

from shotwright.errors import InputError
from shotwright.sender.heygen.limits import limit
from shotwright.sender.heygen.options import number, switch
from shotwright.sender.heygen.tool import Tool
from shotwright.sender.heygen.videos import Videos
from shotwright.sender.http import find_key
from shotwright.sender.registry import SenderSettings


def make(settings: SenderSettings) -> ByCommand:
    """Make the sender that runs HeyGen's tool.

    Its options: `command` (default `heygen`, looked for on the PATH), and `any-look` and `slots` as
    for the sender `heygen`.

    Raises:
        InputError: The tool is not there, or there is no key to the wallet: the tool takes no
            other from the environment.
    """
    options = settings.chosen(command="heygen", any_look="no", slots=str(limit("slots")))
    if settings.billing == "subscription":
        raise InputError.of(
            "the subscription is to pay, and HeyGen's tool takes a key to the wallet only",
            "use the sender heygen",
        )
    command = shutil.which(options["command"], path=settings.environment.get("PATH"))
    if command is None:
        raise InputError.of(
            f"HeyGen's tool is not found: {options['command']}",
            "install it, or say where it is with --set command=...",
        )
    key = find_key(settings.environment, "wallet")
    tool = Tool(command, settings.base_url, key, settings.environment)
    return ByCommand(tool, slots=number(options, "slots"), any_look=switch(options, "any_look"))


class ByCommand(Videos):
    """HeyGen's API through its tool.

    Older builds of the tool have no flag for the key: what they lost is for a person to settle,
    where it is not found by its tag.
    """

    name = "heygen-cli"

    def __init__(self, tool: Tool, *, slots: int | None = None, any_look: bool = False) -> None:
        """Keep the tool."""
        super().__init__(tool, slots=slots, any_look=any_look)
        if not tool.takes_keys:
            self.abilities = replace(self.abilities, replays_keys=None)
