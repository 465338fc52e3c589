"""Storyboard files: text to a board with the places of its values."""

from shotwright.storyfile.load import load
from shotwright.storyfile.schema import storyfile_schema
from shotwright.storyfile.starters import KINDS, Kind, starter

__all__ = ["KINDS", "Kind", "load", "starter", "storyfile_schema"]
