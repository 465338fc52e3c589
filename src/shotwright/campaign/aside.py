"""Work beside other work, in a second process that is a copy of this one.

>>> answer = aside(lambda: sum(range(10)))
>>> answer()
45
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import current_process, get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from weakref import finalize

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_T = TypeVar("_T")

TASKS = Path("/proc/self/task")
"""Holds an entry for each thread of this process, also those that Python does not know."""


def aside(work: Callable[[], _T]) -> Callable[[], _T]:
    """Start some work beside what is done here; what is given back waits for its answer, once.

    The copy has all that is in memory, so nothing crosses but the answer, which has to pickle.
    Where no copy can be made, or nothing comes of it, the work is done here when it is asked for:
    the answer is the same, and so is what it raises.  If nobody can ask any more, the copy ends.
    """
    if not _can_copy():
        return work
    here = get_context("fork")
    try:
        receiver, sender = here.Pipe(duplex=False)
    except OSError:  # no descriptor is left
        return work
    copy = here.Process(target=_send, args=(work, receiver, sender), daemon=True)

    def answer() -> _T:
        try:
            found: _T = receiver.recv()
        except Exception:  # noqa: BLE001 - it died, or what it found does not cross
            found = work()
        finally:
            receiver.close()
            copy.kill()
            copy.join()
        return found

    # An interrupt comes when all is ready; the copy leaves it to who waits for its answer.
    allowed = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        copy.start()
        finalize(answer, copy.kill)
    except OSError:  # no process or no memory is left
        receiver.close()
        return work
    finally:
        sender.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, allowed)
    return answer


def _can_copy() -> bool:
    """Tell whether a copy is safe here, and there is a processor for it.

    Elsewhere than on Linux the system's own libraries do not stand it, a copy of a process with
    several threads may wait for ever for one that it does not have, and the workers of a pool may
    have no processes of their own.
    """
    if sys.platform != "linux" or current_process().daemon or len(os.sched_getaffinity(0)) == 1:
        return False
    try:
        return len(list(TASKS.iterdir())) == 1
    except OSError:
        return False


def _send(work: Callable[[], _T], receiver: Connection, sender: Connection) -> None:
    receiver.close()  # or the copy would wait for itself, where nobody else listens any more
    with suppress(Exception):  # it fails again where it is waited for
        sender.send(work())
