"""Closes a process before it reads what somebody sent: what cannot be closed here is left and not named as closed.

Limits of resources hold everywhere. Namespaces, Landlock and a list of allowed system calls hold where kernel and
container let a process without rights of its own ask for them; `greenroom picture` names those that held.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct

from greenroom.kit.pictures.limits import CPU_SECONDS, MEMORY

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38
SECCOMP_MODE_FILTER = 2
ALLOW, DECLINE = 0x7FFF0000, 0x00050001  # a declined call fails with EPERM
LOAD, IS, RETURN = 0x20, 0x15, 0x06  # BPF: load a word, jump if equal, return
LANDLOCK_CREATE, LANDLOCK_RESTRICT = 444, 446
LANDLOCK_VERSION = 1
EVERY_FILE_RIGHT = 0x1FFF  # of the first version, which later ones still know
EVERY_NET_RIGHT = 0x3
NET_SINCE = 4

# What remains once everything is loaded: memory, open pipes, time, the end. Nothing that opens, connects or starts.
# read write readv writev pread64 close fstat lseek mmap munmap mremap mprotect madvise brk futex rt_sigaction
# rt_sigprocmask rt_sigreturn sigaltstack sched_yield getpid gettid clock_gettime clock_nanosleep nanosleep getrandom
# getrusage restart_syscall exit exit_group rseq membarrier
CALLS = {
    "x86_64": (
        0xC000003E,
        (0, 1, 19, 20, 17, 3, 5, 8, 9, 11, 25, 10, 28, 12, 202, 13, 14, 15, 131, 24, 39, 186, 228, 230, 35, 318, 98,
         219, 60, 231, 334, 324),
    ),
    "aarch64": (
        0xC00000B7,
        (63, 64, 65, 66, 67, 57, 80, 62, 222, 215, 216, 226, 233, 214, 98, 134, 135, 139, 132, 124, 172, 178, 113, 115,
         101, 278, 165, 128, 93, 94, 293, 283),
    ),
}  # fmt: skip


def confine(seconds: int) -> list[str]:
    """Close what can be closed, and name it; the process ends after `seconds` whatever happens.

    Everything that it needs must be loaded before.
    """
    _limit(seconds)
    closed = ["limits"]
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET | os.CLONE_NEWIPC)
        closed.append("network")
    if _without_files(libc):
        closed.append("files")
    if _without_calls(libc):
        closed.append("calls")
    return closed


def _limit(seconds: int) -> None:
    """Memory, time, no file that grows, no further file, no process, no image of the memory on the disk."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    signal.alarm(seconds)  # also when nobody is left to end it


def _without_files(libc: ctypes.CDLL) -> bool:
    """Landlock with no path allowed: no file can be opened any more, and no TCP connection made."""
    version = libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), LANDLOCK_VERSION)
    if version < 1:
        return False
    rights = struct.pack("=QQ", EVERY_FILE_RIGHT, EVERY_NET_RIGHT)[: 16 if version >= NET_SINCE else 8]
    rules = libc.syscall(LANDLOCK_CREATE, rights, ctypes.c_size_t(len(rights)), 0)
    if rules < 0:
        return False
    done: int = libc.syscall(LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)
    return done == 0


def _without_calls(libc: ctypes.CDLL) -> bool:
    """A list of allowed system calls; any other fails as if it were forbidden."""
    if platform.machine() not in CALLS:
        return False
    words = _filter(*CALLS[platform.machine()])
    length = len(words) // 8
    kept = ctypes.create_string_buffer(words, len(words))
    program = struct.pack("@HP", length, ctypes.addressof(kept))
    done: int = libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0)
    return done == 0


def _filter(architecture: int, calls: tuple[int, ...]) -> bytes:
    """The list as a program for the kernel: word 4 of a call is the architecture, word 0 the number."""
    lines = [(LOAD, 0, 0, 4), (IS, 1, 0, architecture), (RETURN, 0, 0, DECLINE), (LOAD, 0, 0, 0)]
    for place, call in enumerate(calls):
        lines.append((IS, len(calls) - place, 0, call))
    lines += [(RETURN, 0, 0, DECLINE), (RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
