"""What keeps the processes of one server together."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import sys
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
_PARENT = "ENTRELIEUX_PARENT_PROCESS"


def have_children() -> None:
    """Lets the processes that this one starts know which one it is."""
    os.environ[_PARENT] = str(os.getpid())


def die_with_parent() -> None:
    """Asks the kernel to end this process if its parent is killed without a chance to tell it; ends
    it at once if that came first."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        parent = str(os.getppid())
        if os.environ.get(_PARENT, parent) != parent:
            os.kill(os.getpid(), signal.SIGTERM)


def take_lock(path: Path) -> IO[str] | None:
    """The open file that holds the lock as long as it lives; None when another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
