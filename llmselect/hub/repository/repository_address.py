"""Parses a pasted text into a repository address: an id, a page of the Hub, or a command that contains one."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from llmselect.hub.http.hub_faults import FaultKind, HubFault, clean

LONGEST = 2000
HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
COMMAND = re.compile(
    r"^\$?\s*(?:ollama\s+(?:run|pull)|vllm\s+serve|(?:hf|huggingface-cli)\s+download|mlx_lm\.\w+\s+--model|"
    r"llama-(?:cli|server)\s+(?:-hf|--hf-repo)|git\s+clone|docker\s+model\s+(?:run|pull))\s+"
)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}", re.ASCII)
REVISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
LONGEST_ID = 110
"""With `hub:` before it, an id must fit the catalog's names."""
OTHER_PAGES = ("spaces", "collections", "docs", "blog", "papers", "posts", "organizations", "settings", "learn", "api")


class RepositoryAddress(NamedTuple):
    """A repository of models, and what else the address named."""

    repository: str
    revision: str = "main"
    file: str | None = None
    quantization: str | None = None
    """Of a tag, as Ollama writes it: hf.co/owner/name:Q4_K_M."""


def read_address(text: str) -> RepositoryAddress:
    """The repository that was pasted; raises HubFault with the reason where there is none."""
    pasted = text.strip().strip("<>\"'`")
    if not pasted or len(pasted) > LONGEST or not pasted.isprintable():
        raise _refused(FaultKind.NOT_AN_ADDRESS, text)
    words = COMMAND.sub("", pasted).split()
    if len(words) != 1 and words == pasted.split():
        raise _refused(FaultKind.NOT_AN_ADDRESS, text)
    path = _path(words[0] if words else "", text)
    return _address(path, text)


def _path(word: str, text: str) -> str:
    """What stands after the Hub's host, or the word itself."""
    if "://" not in word:
        host, _, rest = word.partition("/")
        word = f"https://{word}" if "." in host and rest and _is_host(host) else f"hf://{word}"
    scheme, _, rest = word.partition("://")
    if scheme.casefold() == "hf":
        return rest
    try:
        parts = urlsplit(word)
        named = (parts.hostname or "").casefold()
        odd = parts.username is not None or parts.port not in (None, 443, 80)
    except ValueError:
        raise _refused(FaultKind.NOT_AN_ADDRESS, text) from None
    if scheme.casefold() not in ("http", "https") or odd:
        raise _refused(FaultKind.NOT_AN_ADDRESS, text)
    if named not in HOSTS:
        raise _refused(FaultKind.OTHER_HOST, text)
    return unquote(parts.path)


def _is_host(name: str) -> bool:
    """Whether the word before the first slash is a host; owners may have a point in their names."""
    return name.casefold() in HOSTS or re.search(r"\.(?:com|org|net|io|co|ai|cn|fr|dev)$", name.casefold()) is not None


def _address(path: str, text: str) -> RepositoryAddress:
    steps = path.split("?")[0].split("#")[0].strip("/").split("/")
    if steps[0] == "models" and len(steps) > 2:
        steps = steps[1:]
    if steps[0] == "datasets":
        raise _refused(FaultKind.DATASET, text)
    if steps[0] in OTHER_PAGES:
        raise _refused(FaultKind.SPACE, text)
    if len(steps) == 1:
        alone = NAME.fullmatch(steps[0].partition(":")[0])
        raise _refused(FaultKind.NO_OWNER if alone else FaultKind.NOT_AN_ADDRESS, text)
    owner, (name, _, tag) = steps[0], steps[1].partition(":")
    repository = f"{owner}/{name.removesuffix('.git')}"
    if not _sound(repository) or (tag and not TAG.fullmatch(tag)):
        raise _refused(FaultKind.NOT_AN_ADDRESS, text)
    revision, file = _inside(steps[2:], text)
    return RepositoryAddress(repository, revision, file, tag if tag and tag != "latest" else None)


def _sound(repository: str) -> bool:
    steps = repository.split("/")
    odd = ".." in repository or "--" in repository or any(step[-1] in ".-" for step in steps)
    return len(repository) <= LONGEST_ID and not odd and all(NAME.fullmatch(step) for step in steps)


def _inside(steps: list[str], text: str) -> tuple[str, str | None]:
    """Version and file of /tree/main, /blob/main/file, /resolve/main/file; other pages of a repository name none."""
    if len(steps) < 2 or steps[0] not in ("tree", "blob", "resolve", "raw"):
        return "main", None
    revision, rest = steps[1], steps[2:]
    if not REVISION.fullmatch(revision) or any(step in ("", ".", "..") for step in rest):
        raise _refused(FaultKind.NOT_AN_ADDRESS, text)
    return revision, "/".join(rest) if rest and steps[0] != "tree" else None


def _refused(kind: FaultKind, text: str) -> HubFault:
    return HubFault(kind, given=clean(text))
