# SPDX-License-Identifier: MIT
"""Stops one thread of a program and nothing else of it, from outside (ptrace(2)).

Law 1 says that a frozen window thread must not keep the handset from answering; this freezes it without
a hook in the program under test.
"""
import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.restype = ctypes.c_long
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]

PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT = 17, 0x4206, 0x4207
_WALL = 0x40000000


def _ptrace(request, tid):
    if _libc.ptrace(request, tid, None, None) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"ptrace({request:#x}, {tid}): {os.strerror(error)}")


class FrozenThread:
    """with FrozenThread(pid): the main thread of pid stands still."""

    def __init__(self, tid):
        self.tid = tid

    def __enter__(self):
        _ptrace(PTRACE_SEIZE, self.tid)
        _ptrace(PTRACE_INTERRUPT, self.tid)
        os.waitpid(self.tid, _WALL)
        return self

    def __exit__(self, *_):
        _ptrace(PTRACE_DETACH, self.tid)
