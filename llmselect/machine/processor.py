"""Cores and vector instructions of this computer's processor, as far as programs here may use them."""

import os
import re
from enum import StrEnum
from pathlib import Path

import psutil

PROC_CPUINFO = Path("/proc/cpuinfo")
CPU_LIMIT = Path("/sys/fs/cgroup/cpu.max")
LONGEST = 2**16


class Instructions(StrEnum):
    """The widest vector instructions that engines use on a processor."""

    AVX512 = "avx512"
    AVX2 = "avx2"
    """With fused multiplication and addition."""
    AVX = "avx"
    NEON = "neon"
    SCALAR = "scalar"


FLAGS = (
    (re.compile(r"\bavx512f\b"), Instructions.AVX512),
    (re.compile(r"\bavx2\b"), Instructions.AVX2),
    (re.compile(r"\bavx\b"), Instructions.AVX),
    (re.compile(r"\b(asimd|neon)\b"), Instructions.NEON),
)
FLAG_LINE = re.compile(r"^(?:flags|Features)\s*:\s*(.+)$", re.MULTILINE)


def usable_cores(limit: Path = CPU_LIMIT) -> int:
    """Cores that this process may run on: not more than there are, than its affinity or than its container allows."""
    real = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else real
    return max(min(real, allowed, _quota(limit) or real), 1)


def instructions(cpuinfo: Path = PROC_CPUINFO) -> Instructions | None:
    """What the flags of the first core say; None where the system does not tell."""
    found = FLAG_LINE.search(_start(cpuinfo))
    if found is None:
        return None
    return next((kind for pattern, kind in FLAGS if pattern.search(found[1])), Instructions.SCALAR)


def _quota(limit: Path) -> int | None:
    """Whole cores that a container is given (`150000 100000` are one and a half, taken as two)."""
    quota, _, period = _start(limit).strip().partition(" ")
    if not (quota.isdigit() and period.isdigit()) or int(period) == 0:
        return None
    return max(-(-int(quota) // int(period)), 1)


def _start(file: Path) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            return opened.read(LONGEST)
    except OSError:
        return ""
