"""Processor, main memory and Apple chip of this computer, read from the operating system."""

import importlib
import platform
import re
import subprocess
from collections.abc import Collection
from pathlib import Path
from typing import Any

import psutil

from llmselect.machine.chip_names import chip_entries
from llmselect.machine.device_words import MARKS
from llmselect.units import GIB

PROC = Path("/proc")
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
DRM = Path("/sys/class/drm")
WINDOWS_KEY = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
LONGEST_NAME = 120
PATIENCE_S = 2.0
PROCESSOR = re.compile(r"\b(ryzen|core|xeon|epyc|threadripper|raspberry|radxa|snapdragon|ampereone|intel n\d+)\b")
"""Entries that a processor's own long name contains word by word (`AMD Ryzen 9 7950X 16-Core Processor`)."""
GPU_CORES = re.compile(r'"gpu-core-count"\s*=\s*(\d+)')


def main_memory_bytes(limit: Path = CGROUP_LIMIT) -> float:
    """Main memory that programs here may use: all of it, or what the container is given."""
    total = float(psutil.virtual_memory().total)
    limit_text = _first_line(limit)
    return min(total, float(limit_text)) if limit_text.isdigit() and int(limit_text) > 0 else total


def processor_name(system: str = platform.system(), proc: Path = PROC) -> str | None:
    """The processor's own name; of a board computer, the board's; None where the system does not tell."""
    if system == "Linux":
        return _first_line(proc / "device-tree" / "model") or _from_cpuinfo(proc / "cpuinfo")
    if system == "Darwin":
        return _said_by("sysctl", "-n", "machdep.cpu.brand_string") or None
    return (_from_registry() or platform.processor())[:LONGEST_NAME].strip() or None


def _from_registry() -> str:
    """The processor's name on Windows, where Python itself gives family and model numbers only."""
    try:
        winreg: Any = importlib.import_module("winreg")  # exists on Windows alone
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, WINDOWS_KEY) as key:
            return str(winreg.QueryValueEx(key, "ProcessorNameString")[0]).strip()
    except (ImportError, OSError):
        return ""


def carved_out_bytes(drm: Path = DRM) -> float:
    """Main memory that the firmware gave to AMD's integrated graphics and the system no longer counts as its own.

    0 where there is no AMD graphics, or more than one: the others may be cards with memory of their own.
    """
    sizes = [size for file in sorted(drm.glob("card*/device/mem_info_vram_total")) if (size := _first_line(file))]
    return float(sizes[0]) if len(sizes) == 1 and sizes[0].isdigit() else 0.0


def apple_cores() -> int | None:
    """Graphics cores of an Apple chip, which tell its variants apart."""
    match = GPU_CORES.search(_said_by("ioreg", "-rc", "AGXAccelerator", "-d", "1"))
    return int(match[1]) if match else None


def nvidia_names(proc: Path = PROC) -> tuple[str, ...]:
    """Cards as NVIDIA's driver lists them under /proc, for computers without its library."""
    files = sorted((proc / "driver" / "nvidia" / "gpus").glob("*/information"))
    matches = [re.search(r"^Model:\s*(.+)$", _text(file), re.MULTILINE) for file in files]
    return tuple(match[1].strip()[:LONGEST_NAME] for match in matches if match)


def processors_like(name: str, catalog_names: Collection[str]) -> tuple[str, ...]:
    """Names of the catalog that a processor's own name means: its family's, or all of whose words stand in it.

    What stands in brackets is not asked for (`Ryzen AI Max+ 395 (Radeon 8060S)`); of `4 / 400` one is enough. The
    most telling first.
    """
    chip = chip_entries(name, catalog_names)
    if chip is not None:
        return chip
    here = _spelled(name)
    alike = [
        (len(words), entry)
        for entry in catalog_names
        if PROCESSOR.search(entry.casefold()) and (words := _spelled(_outside_brackets(entry))) and _has(here, words)
    ]
    return tuple(entry for _, entry in sorted(alike, key=lambda pair: (-pair[0], pair[1])))


def _has(here: frozenset[str], words: frozenset[str]) -> bool:
    return all(any(part in here for part in word.split("/")) for word in words)


def _spelled(name: str) -> frozenset[str]:
    return frozenset(MARKS.sub("", name).casefold().replace(",", " ").split())


def _outside_brackets(name: str) -> str:
    return re.sub(r"\s*/\s*", "/", re.sub(r"\(.*?\)", " ", name))


def _from_cpuinfo(file: Path) -> str | None:
    match = re.search(r"^(?:model name|Model|Hardware)\s*:\s*(.+)$", _text(file), re.MULTILINE)
    return match[1].strip()[:LONGEST_NAME] if match else None


def _first_line(file: Path) -> str:
    return _text(file).replace("\0", "").partition("\n")[0].strip()[:LONGEST_NAME]


def _text(file: Path) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            return opened.read(2**16)
    except OSError:
        return ""


def _said_by(*command: str) -> str:
    """What a program of the system prints; nothing where it is missing, fails or is slow."""
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()


def host_memory_gib() -> float:
    """Memory of this computer, in GiB."""
    return round(main_memory_bytes() / GIB, 1)
