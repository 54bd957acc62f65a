"""Repositories of the Hub read by a command: one to estimate, or some that take part in a recommendation."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.own_file import MOST_MODELS
from llmselect.catalog.published import Published, WeightFile
from llmselect.command.model_files import ModelFile
from llmselect.command.questions import EstimateQuestion
from llmselect.errors import NotPossible, UnknownName
from llmselect.estimates.core.candidates import WIDE_BITS
from llmselect.estimates.runs.one_model import ORDINARY_QUANTIZATION
from llmselect.text import Language, Voice


@dataclass(frozen=True, slots=True)
class Live:
    """A repository that was read, and the catalog with its model."""

    catalog: Catalog
    published: Published
    names_file: bool
    """The address named one of the files, which then stands first."""

    def stored(self, asked: str | None) -> ModelFile:
        """The weights as the repository lists them in the quantization asked for.

        Where none is asked for: the ordinary one, or the only one that is listed. Raises NotPossible with what could
        not be worked out where the shape is not known.
        """
        if self.published.model.architecture is None:
            gaps = " ".join(gap.en for gap in self.published.gaps) or "its shape is not told."
            raise NotPossible(f"{self.published.model.hub_repo} cannot be estimated: {gaps}".rstrip("."))
        quantization = asked or self._usual()
        file = self._listed(quantization)
        return ModelFile(None, file.size_bytes if file else None, quantization, self.published.model.id)

    def told(self, question: EstimateQuestion) -> dict[str, object]:
        """What is said beside the estimate."""
        published = self.published
        return {
            "weights_size": "computed" if question.file_bytes is None else "listed",
            "repository": published.model.source,
            "checked": published.model.checked.isoformat(),
            "requests": published.requests,
            "notes": [note.en for note in published.notes],
            "gaps": [gap.en for gap in published.gaps],
        }

    def _usual(self) -> str:
        """What the address names, else the only small form that is listed, else the ordinary one."""
        listed = [file.quantization for file in self.published.files]
        if self.names_file and listed and listed[0]:
            return listed[0]
        only = listed[0] if len(set(listed)) == 1 else None
        wide = only is not None and self.catalog.quantizations[only].nominal_bits >= WIDE_BITS
        return ORDINARY_QUANTIZATION if only is None or wide else only

    def _listed(self, quantization: str) -> WeightFile | None:
        """The largest file of that quantization; a publisher's own recipe has sizes of its own and is not it."""
        try:
            name = self.catalog.quantization(quantization).id
        except UnknownName:
            return None
        same = [file for file in self.published.files if file.quantization == name]
        return max(same, key=lambda file: file.size_bytes, default=None)


def read_live(catalog: Catalog, name: str, forced: bool) -> Live | None:
    """The repository where the catalog lacks that name, or where it must be read; None where the catalog speaks.

    Raises HubFault. A name without a slash is no repository: the catalog refuses it with the nearest names.
    """
    known = catalog.models_by_name.get(name.casefold())
    if not forced and (known is not None or "/" not in name):
        return None
    given = known.hub_repo or name if known else name
    published = _read(given, catalog)
    return Live(catalog.with_models((published.model,)), published, _names_file(given))


def with_own(catalog: Catalog, names: Sequence[str]) -> tuple[Catalog, tuple[str, ...]]:
    """The catalog with these repositories, and those of them that were added; notes go to the error stream."""
    if len(names) > MOST_MODELS:
        raise NotPossible(f"--own names {len(names)} repositories; expected {MOST_MODELS} at most")
    added: dict[str, Published] = {}
    for name in names:
        known = catalog.models_by_name.get(name.casefold())
        if known is not None:
            print(f"llmselect: {Voice(Language.EN)('mine.in_catalog', model=known.name)}", file=sys.stderr)
            continue
        published = _read(name, catalog)
        added.setdefault((published.model.hub_repo or name).casefold(), published)
        for sentence in (*published.notes, *published.gaps):
            print(f"llmselect: {published.model.hub_repo}: {sentence.en}", file=sys.stderr)
    models = tuple(published.model for published in added.values())
    return catalog.with_models(models), tuple(model.hub_repo for model in models if model.hub_repo)


def _names_file(given: str) -> bool:
    from llmselect.hub.repository.repository_address import read_address

    address = read_address(given)
    return address.file is not None or address.quantization is not None


def _read(name: str, catalog: Catalog) -> Published:
    from llmselect.hub.repository.read_repository import read_repository

    return read_repository(name, catalog)
