"""Reading `catalog.json`: strictly, with every fault named by its path."""

import os
from codecs import BOM_UTF8
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from llmselect.catalog.catalog import Catalog, CatalogFile
from llmselect.catalog.checks.consistency import disagreements, shelf_of
from llmselect.catalog.faults import faults_of
from llmselect.errors import BadCatalog, BadFile

BUNDLED = Path(__file__).parents[2] / "catalog.json"


def catalog_path() -> Path:
    """The catalog in use: the one that LLMSELECT_CATALOG names, else the bundled one."""
    return Path(os.environ.get("LLMSELECT_CATALOG") or BUNDLED)


def load(path: Path | None = None) -> Catalog:
    """The catalog of that file, or the one in use; the same file is read once.

    >>> from llmselect import load_catalog
    >>> load_catalog().model("llama-3.1-8b-instruct").hub_repo
    'meta-llama/Llama-3.1-8B-Instruct'

    Raises BadFile when it cannot be read, BadCatalog when it has faults.
    """
    path = path or catalog_path()
    try:
        changed = path.stat().st_mtime_ns
    except OSError as fault:
        raise unreadable(path, fault) from fault
    return _load(path, changed)


def content_of(path: Path) -> bytes:
    """What the file holds; raises BadFile when it cannot be read."""
    try:
        return path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as fault:
        raise unreadable(path, fault) from fault


def unreadable(path: Path, fault: OSError) -> BadFile:
    """Why a catalog cannot be read, and what was expected."""
    return BadFile(f"the catalog {path} cannot be read ({fault.strerror}); expected a catalog.json file")


@lru_cache(maxsize=4)
def _load(path: Path, _changed_ns: int) -> Catalog:
    content = content_of(path)
    try:
        file = CatalogFile.model_validate_json(content, strict=True)
    except ValidationError as error:
        raise BadCatalog(path.name, tuple(map(str, faults_of(error, content)))) from error
    if faults := tuple(map(str, disagreements(*shelf_of(file)))):
        raise BadCatalog(path.name, faults)
    return Catalog(file)
