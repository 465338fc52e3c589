"""HTTP done properly, once, for all senders that need it."""

from shotwright.sender.http.answer import Answer, NoAnswerError, plain
from shotwright.sender.http.client import CREATION, LARGEST_ANSWER, READ, UPLOAD, Http, shown
from shotwright.sender.http.credentials import Key, find_key
from shotwright.sender.http.download import download
from shotwright.sender.http.retrying import until_answered

__all__ = [
    "CREATION",
    "LARGEST_ANSWER",
    "READ",
    "UPLOAD",
    "Answer",
    "Http",
    "Key",
    "NoAnswerError",
    "download",
    "find_key",
    "plain",
    "shown",
    "until_answered",
]
