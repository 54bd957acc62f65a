"""A catalog with a visitor's own models: the same figures for everything else, and nothing believed unseen."""

import datetime

import numpy as np
import pytest

from llmselect.catalog import own_file
from llmselect.catalog.load import load
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.standings import Use
from llmselect.catalog.weight_files.file_repositories import FileRepository
from llmselect.errors import BadFile
from llmselect.estimates.assessment import assess
from llmselect.estimates.quality import Basis, quality, quality_of, scored
from llmselect.settings import Settings

CATALOG = load()
KNOWN = CATALOG.models["qwen3-8b"]
COPY = FileRepository(id="evil/files", source="evil", checked=datetime.date(2026, 11, 28))


def own(repository="Qwen/Qwen3-8B-Tuned", **changed):
    told = {
        "id": f"hub:{repository}",
        "name": repository.split("/")[1],
        "family": "qwen3",
        "publisher": repository.split("/")[0],
        "hub_repo": repository,
        "architecture": KNOWN.architecture,
        "total_parameters": KNOWN.total_parameters,
        "active_parameters": KNOWN.active_parameters,
        "context_tokens": 40960,
        "licence": KNOWN.licence,
        "release_date": datetime.date(2026, 5, 1),
        "source": f"https://huggingface.co/{repository}",
        "checked": datetime.date(2026, 11, 22),
    }
    return LanguageModel(**(told | changed))


def with_own(*models):
    return CATALOG.with_models(models)


def row(catalog, model):
    return [each.id for each in catalog.file.models].index(model.id)


def test_equal_lists_are_one_catalog_so_that_estimates_are_kept():
    assert with_own(own()) is with_own(own())
    assert with_own() is CATALOG
    assert with_own(own()).serial != CATALOG.serial


def test_the_catalog_itself_is_not_changed():
    before = CATALOG.file
    added = with_own(own())
    assert CATALOG.file is before
    assert added.own == {own().id}
    assert added.model("qwen/qwen3-8b-TUNED").id == own().id


def test_a_name_that_the_catalog_has_is_left_to_it():
    forged = own(id="qwen3-8b", hub_repo="Qwen/Qwen3-8B", total_parameters=1e12)
    assert with_own(forged) is CATALOG
    shadow = own("Qwen/Qwen3-8B", total_parameters=1e12)
    assert with_own(shadow).model("Qwen/Qwen3-8B") is KNOWN


def test_own_models_change_no_other_quality():
    for use in Use:
        ours, theirs = quality(CATALOG, use), quality(with_own(own(), own("a/b")), use)
        for mine, after in zip(ours, theirs, strict=True):
            assert np.allclose(mine, after[: len(mine)], atol=1e-9)


@pytest.mark.parametrize("use", Use)
def test_its_quality_is_expected_with_a_wide_interval_and_is_not_called_scored(use):
    stranger = own("stranger/tuned")
    catalog = with_own(stranger)
    found = quality_of(catalog, stranger.id, use)
    known = quality_of(CATALOG, KNOWN.id, use)
    assert found.basis is Basis.KNOWN
    assert not scored(catalog, use)[row(catalog, stranger)]
    assert found.high - found.low > known.high - known.low
    assert 0 < found.low < found.value < found.high < 100


def test_its_quality_follows_what_is_known_of_it():
    small = own("a/small", total_parameters=5e8, active_parameters=5e8)
    large = own("a/large", total_parameters=2e11, active_parameters=2e11)
    catalog = with_own(small, large)
    assert quality_of(catalog, small.id, Use.GENERAL).value + 10 < quality_of(catalog, large.id, Use.GENERAL).value


def test_less_known_is_a_wider_interval():
    bare = own("a/bare", total_parameters=None, active_parameters=None, release_date=None)
    dated = own("a/dated")
    catalog = with_own(bare, dated)
    width = {m.id: quality_of(catalog, m.id, Use.GENERAL) for m in (bare, dated)}
    assert width[bare.id].high - width[bare.id].low > width[dated.id].high - width[dated.id].low


def test_an_owner_that_the_catalog_knows_counts_as_its_maker():
    catalog = with_own(own(), own("stranger/Qwen3-8B-Tuned"))
    assert catalog.models[own().id].publisher == KNOWN.publisher
    assert catalog.models["hub:stranger/Qwen3-8B-Tuned"].publisher == "stranger"


def test_a_stored_copy_of_known_weights_has_their_quality_and_their_place():
    copy = own("x/Qwen3-8B-GGUF", alias_of="qwen3-8b")
    catalog = with_own(copy)
    assert quality_of(catalog, copy.id, Use.CODE).value == pytest.approx(
        quality_of(CATALOG, "qwen3-8b", Use.CODE).value
    )
    settings = Settings()
    rows = assess(catalog, settings.machine, settings.workload, settings.costs).rows
    weights = {int(number) for number in rows.weights[rows.model == row(catalog, copy)]}
    assert weights == {row(catalog, KNOWN)}


def test_an_unknown_licence_is_unknown_and_not_a_providers():
    catalog = with_own(own(licence=None), own("a/b", licence="made-up"))
    settings = Settings()
    found = assess(catalog, settings.machine, settings.workload, settings.costs)
    for name in (own().id, "hub:a/b"):
        mine = found.rows.model == row(catalog, catalog.models[name])
        assert mine.any()
        assert np.isnan(found.licence_freedom[mine]).all()


def test_names_that_the_catalog_lacks_become_unknown():
    odd = own(licence="made-up", alias_of="no-such", open_model="no-such", native_quantization="Q77")
    found = with_own(odd).models[odd.id]
    assert (found.licence, found.alias_of, found.open_model, found.native_quantization) == (None,) * 4


def test_own_models_change_no_other_estimate():
    settings = Settings()
    before = assess(CATALOG, settings.machine, settings.workload, settings.costs)
    after = assess(with_own(own()), settings.machine, settings.workload, settings.costs)
    theirs = np.array([name not in with_own(own()).own for name in (m.id for m in with_own(own()).file.models)])
    kept = theirs[after.rows.model]
    for column in ("usd_per_month", "privacy_level", "context_tokens", "licence_freedom"):
        assert np.array_equal(getattr(before, column), getattr(after, column)[kept], equal_nan=True)
    assert np.allclose(before.decode.likely, after.decode.likely[kept], equal_nan=True)
    assert (~kept).any()


def test_a_list_comes_back_from_its_file_as_it_was():
    models = (own(), own("a/b", architecture=None, licence=None))
    assert own_file.read(own_file.written(models)) == models


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "qwen3-8b"},
        {"id": "hub:other/name"},
        {"hub_repo": None},
        {"source": "https://example.org/x"},
        {"gguf_repos": (COPY,)},
        {"mlx_repos": (COPY,)},
        {"efforts": ("x" * 301,)},
        {"reasoning_source": "a\nb"},
        {"ollama_tag": "evil"},
        {"name": "x" * 301},
        {"name": "a\nb"},
        {"name": "Another name"},
        {"name": '<a href="https://evil.example">x</a>'},
        {"publisher": "\u202egnp"},
        {"family": "y" * 400},
        {"languages": tuple("abc") * 100},
    ],
)
def test_a_record_that_the_reader_never_writes_is_refused(changed):
    with pytest.raises(BadFile):
        own_file.read(own_file.written([own(**changed)]))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"own_models": 3}',
        b'{"own_models": [{}]}',
        b"[" * 100_000,
        b" " * 1_000_001,
        b'{"own_models": [{"id": NaN}]}',
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(content):
    with pytest.raises(BadFile) as raised:
        own_file.read(content)
    assert len(str(raised.value)) < 300


def test_too_many_and_twice_the_same_are_refused():
    with pytest.raises(BadFile):
        own_file.read(own_file.written([own(f"a/m{i}") for i in range(9)]))
    with pytest.raises(BadFile):
        own_file.read(own_file.written([own(), own("qwen/qwen3-8b-tuned")]))
