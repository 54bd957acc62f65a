"""The catalog as one frozen value, and what may be asked of it by name."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import count

from pydantic import Field

from llmselect.catalog.accelerators import Accelerator
from llmselect.catalog.licences import Licence
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import Offer, Provider
from llmselect.catalog.quantizations import Quantization
from llmselect.catalog.record import Record
from llmselect.catalog.standings import Benchmark, DataSource, Standing
from llmselect.errors import UnknownName


class CatalogFile(Record):
    """`catalog.json`, as it stands on disk: one record a line, each list sorted by id."""

    schema_version: int = Field(ge=1, le=1)
    sources: tuple[DataSource, ...] = Field(strict=False)
    licences: tuple[Licence, ...] = Field(strict=False)
    providers: tuple[Provider, ...] = Field(strict=False)
    quantizations: tuple[Quantization, ...] = Field(strict=False)
    accelerators: tuple[Accelerator, ...] = Field(strict=False)
    models: tuple[LanguageModel, ...] = Field(strict=False)
    offers: tuple[Offer, ...] = Field(strict=False)
    benchmarks: tuple[Benchmark, ...] = Field(strict=False)
    standings: tuple[Standing, ...] = Field(strict=False)


@dataclass(frozen=True, eq=False)  # compared and hashed as itself: a catalog is loaded once
class Catalog:
    """A catalog without faults. Look-ups raise UnknownName with the nearest valid names."""

    file: CatalogFile
    before: "Catalog | None" = None
    """The catalog whose standings were replaced by newer ones; None: these are its own."""
    own: frozenset[str] = frozenset()
    """Ids of the models that a visitor added."""
    serial: int = field(init=False, default_factory=count().__next__)
    """No other catalog of this process has it, also when this one is gone: what is kept of a catalog goes by it."""

    @cached_property
    def newest_check(self) -> datetime.date:
        """Day on which a fact of the catalog was last looked at."""
        return max(record.checked for record in (*self.file.models, *self.file.offers, *self.file.standings))

    @cached_property
    def models(self) -> dict[str, LanguageModel]:
        """Language models by id."""
        return {model.id: model for model in self.file.models}

    @cached_property
    def models_by_name(self) -> dict[str, LanguageModel]:
        """By id and by Hub repository, in small letters; the catalog's own records speak for a repository first."""
        ordered = sorted(self.file.models, key=lambda model: model.id not in self.own)
        by_repo = {model.hub_repo.casefold(): model for model in ordered if model.hub_repo}
        return by_repo | {model.id.casefold(): model for model in ordered}

    @cached_property
    def quantizations(self) -> dict[str, Quantization]:
        """Quantizations by id."""
        return {quantization.id: quantization for quantization in self.file.quantizations}

    @cached_property
    def accelerators(self) -> dict[str, Accelerator]:
        """Accelerators by name."""
        return {accelerator.name: accelerator for accelerator in self.file.accelerators}

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """Offers by id."""
        return {offer.id: offer for offer in self.file.offers}

    @cached_property
    def providers(self) -> dict[str, Provider]:
        """Providers by id."""
        return {provider.id: provider for provider in self.file.providers}

    @cached_property
    def licences(self) -> dict[str, Licence]:
        """Licences by id."""
        return {licence.id: licence for licence in self.file.licences}

    @cached_property
    def benchmarks(self) -> dict[str, Benchmark]:
        """Benchmarks by id."""
        return {benchmark.id: benchmark for benchmark in self.file.benchmarks}

    def model(self, name: str) -> LanguageModel:
        """The model with that catalog id or Hub repository, whatever its capitals."""
        found = self.models_by_name.get(name.casefold())
        if found is None:
            raise UnknownName("model", name, [*self.models, *(m.hub_repo for m in self.file.models if m.hub_repo)])
        return found

    def quantization(self, name: str) -> Quantization:
        """The quantization with that name or other name, whatever its capitals."""
        folded = {known.casefold(): each for each in self.file.quantizations for known in (each.id, *each.aliases)}
        if name.casefold() not in folded:
            raise UnknownName("quantization", name, self.quantizations)
        return folded[name.casefold()]

    def accelerator(self, name: str) -> Accelerator:
        """The accelerator with that name, whatever its capitals."""
        if name in self.accelerators:
            return self.accelerators[name]
        folded = {known.casefold(): accelerator for known, accelerator in self.accelerators.items()}
        if name.casefold() not in folded:
            raise UnknownName("accelerator", name, self.accelerators)
        return folded[name.casefold()]

    def with_standings(self, standings: Sequence[Standing]) -> "Catalog":
        """The same catalog with newer standings: those of the same weights on the same benchmark give way to them."""
        newer = {(self.models[one.model].weights, one.benchmark) for one in standings}
        kept = (one for one in self.file.standings if (self.models[one.model].weights, one.benchmark) not in newer)
        file = self.file.model_copy(update={"standings": (*kept, *standings)})
        return replace(self, file=file, before=self.before or self)

    def with_models(self, models: Sequence[LanguageModel]) -> "Catalog":
        """The same catalog with a visitor's own models after its own; equal lists give one and the same value.

        A model whose id the catalog has is left out. A name that the catalog does not know (of a licence, or of the
        model whose weights these are) becomes unknown, as such a list may come from a file.
        """
        return _joined(self, tuple(models)) if models else self


@lru_cache(maxsize=16)
def _joined(catalog: Catalog, models: tuple[LanguageModel, ...]) -> Catalog:
    makers = _makers(catalog)
    new = {model.id: _known(model, catalog, makers) for model in reversed(models) if model.id not in catalog.models}
    if not new:
        return catalog
    file = catalog.file.model_copy(update={"models": (*catalog.file.models, *reversed(new.values()))})
    return replace(catalog, file=file, own=catalog.own | frozenset(new))


def _known(model: LanguageModel, catalog: Catalog, makers: Mapping[str, str]) -> LanguageModel:
    """The model under the catalog's names."""
    owner = (model.hub_repo or "").partition("/")[0].casefold()
    known = {
        "licence": model.licence if model.licence in catalog.licences else None,
        "alias_of": model.alias_of if model.alias_of in catalog.models else None,
        "open_model": model.open_model if model.open_model in catalog.models else None,
        "native_quantization": model.native_quantization
        if model.native_quantization in catalog.quantizations
        else None,
        "publisher": makers.get(owner, model.publisher),
    }
    return model.model_copy(update=known)


def _makers(catalog: Catalog) -> dict[str, str]:
    """Makers by the Hub owner of their repositories, where all that the catalog has of an owner are of one maker."""
    found: dict[str, set[str]] = {}
    for model in catalog.file.models:
        if model.hub_repo:
            found.setdefault(model.hub_repo.partition("/")[0].casefold(), set()).add(model.publisher)
    return {owner: next(iter(names)) for owner, names in found.items() if len(names) == 1}
