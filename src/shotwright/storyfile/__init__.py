"""Storyboard files: text to a board with the places of its values."""

from shotwright.storyfile.edit import DELETE, Change, edit
from shotwright.storyfile.load import load
from shotwright.storyfile.read import MAX_BYTES
from shotwright.storyfile.schema import storyfile_schema
from shotwright.storyfile.starters import KINDS, Kind, starter

__all__ = [
    "DELETE",
    "KINDS",
    "MAX_BYTES",
    "Change",
    "Kind",
    "edit",
    "load",
    "starter",
    "storyfile_schema",
]
