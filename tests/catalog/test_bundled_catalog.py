"""The catalog that the project ships: whole, in order, sourced, and said in good French."""

import datetime
import re
from pathlib import Path

import pytest

from llmselect.catalog.checks.check import report
from llmselect.catalog.licences import Commercial, LicenceEvidence
from llmselect.catalog.load import BUNDLED, load
from llmselect.catalog.models import Lifecycle
from llmselect.catalog.prices import library_name, library_names
from llmselect.catalog.standings import Use
from llmselect.text import Text

HERE = Path(__file__).parent
COMPARED = datetime.date(2026, 11, 28)
"""Day on which the bundled catalog was last worked on: its faults must not depend on the day the tests run."""
SOURCES_OF = {
    name: f"{name}_source" for name in ("reasoning", "tool_use", "french", "image_input", "structured_output")
}
"""What is known, unknown or denied of a model, and the field that says where it was read."""
PLAIN_SPACE = re.compile(r" [:;!?%»]|« |'")


@pytest.fixture(scope="module")
def catalog():
    return load(BUNDLED)


def lines(name):
    return (HERE / name).read_text("utf-8").splitlines()


def texts(record):
    """Every text of a record in both languages, with the field it stands in."""
    for field, value in record:
        if isinstance(value, Text):
            yield field, value


def test_the_bundled_catalog_has_no_faults():
    assert report(BUNDLED, COMPARED).faults == ()


def test_one_record_a_line():
    content = BUNDLED.read_text("utf-8").splitlines()
    counts = dict(report(BUNDLED, COMPARED).counts)
    assert sum(line.startswith("{") and len(line) > 1 for line in content) == sum(counts.values())


def test_every_accelerator_is_there_under_its_name(catalog):
    assert sorted(catalog.accelerators) == lines("accelerator_names.txt")


def test_every_first_party_model_is_there(catalog):
    assert set(lines("first_party_models.txt")) <= set(catalog.models)
    assert len(lines("first_party_models.txt")) == 336


def test_every_first_party_model_has_an_offer(catalog):
    assert set(lines("first_party_models.txt")) <= set(catalog.offers)


def test_every_benchmark_has_a_standing_and_every_use_a_benchmark(catalog):
    assert {standing.benchmark for standing in catalog.file.standings} == set(catalog.benchmarks)
    assert {use for benchmark in catalog.file.benchmarks for use in benchmark.uses} == set(Use)


def test_shut_down_models_are_marked(catalog):
    # https://platform.claude.com/docs/en/about-claude/model-deprecations
    # https://developers.openai.com/api/docs/deprecations, https://docs.x.ai/developers/migration/may-15-retirement
    shut_down = [
        ("anthropic:claude-3-opus-latest", datetime.date(2026, 1, 5)),
        ("anthropic:claude-opus-4-1", datetime.date(2026, 8, 5)),
        ("openai:gpt-4", datetime.date(2026, 10, 23)),
        ("openai:chatgpt-4o-latest", datetime.date(2026, 2, 17)),
        ("x-ai:grok-4-0709", datetime.date(2026, 5, 15)),
    ]
    assert [(name, catalog.offers[name].retirement_date) for name, _ in shut_down] == shut_down
    assert {catalog.models[name].state for name, _ in shut_down} == {Lifecycle.RETIRED}


def test_an_offer_past_its_end_is_retired(catalog):
    ended = [offer for offer in catalog.file.offers if offer.retirement_date and offer.retirement_date < COMPARED]
    assert ended
    assert [offer.id for offer in ended if offer.state is not Lifecycle.RETIRED] == []


def test_no_offer_ends_before_it_is_retired(catalog):
    early = [offer for offer in catalog.file.offers if offer.retirement_date and offer.retirement_date >= COMPARED]
    assert [offer.id for offer in early if offer.state is Lifecycle.RETIRED] == []


def test_every_source_is_one_that_is_credited(catalog):
    credited = [name for source in catalog.file.sources for name in source.named_as]
    fields = (
        "source",
        "architecture_source",
        "release_date_source",
        "quality_kept_source",
        "first_call_source",
        *SOURCES_OF.values(),
        "effort_source",
    )
    said = set()
    for kind in ("licences", "providers", "quantizations", "accelerators", "models", "offers", "standings"):
        for record in getattr(catalog.file, kind):
            parts = (record, *(getattr(record, part, None) for part in ("price", "rental", "purchase")))
            parts += (*getattr(record, "gguf_repos", ()), *getattr(record, "mlx_repos", ()))
            said |= {getattr(part, field, None) for part in parts if part is not None for field in fields}
    assert {source for source in said - {None} if not any(name in source for name in credited)} == set()


def test_a_licence_nobody_read_promises_nothing(catalog):
    unread = [licence for licence in catalog.file.licences if licence.evidence is LicenceEvidence.UNVERIFIED]
    assert unread
    for licence in unread:
        assert licence.commercial_use is Commercial.UNKNOWN
        assert licence.freedom is None
        assert "check the licence" in licence.condition.en
        assert "vérifiez la licence" in licence.condition.fr


def test_prices_of_the_library_are_not_copied(catalog):
    known = {(provider, name.casefold()) for provider, names in library_names().items() for name in names}
    own = [offer for offer in catalog.file.offers if offer.price is not None]
    copied = [o.id for o in own if (library_name(o.provider), o.api_model_id.casefold()) in known]
    assert own
    assert copied == []


def test_families_of_the_course_have_entries(catalog):
    names = " | ".join(f"{model.family} {model.name} {model.publisher}" for model in catalog.file.models)
    wanted = (
        "Mistral 7B",
        "Mixtral",
        "Llama 2",
        "Llama 3.1",
        "Llama 3.3",
        "Code ?Llama",
        "Gemma 3",
        "Phi-3",
        "WizardLM",
        "Qwen3",
        "DeepSeek",
        "Falcon",
        "GPT-NeoX",
        "Jamba",
        "GPT-4",
        "GPT-5",
        "Claude 3",
        "Claude Opus 5",
        "Gemini",
    )
    assert [family for family in wanted if not re.search(family, names)] == []


@pytest.mark.parametrize(
    ("provider", "publishers"),
    [
        ("groq", {"Meta", "OpenAI"}),
        ("google-vertex", {"Google", "Anthropic", "Meta"}),
        ("aws-bedrock", {"Anthropic", "Meta", "Mistral AI", "Amazon", "OpenAI"}),
        ("azure", {"OpenAI", "Anthropic", "Microsoft"}),
    ],
)
def test_clouds_serve_the_models_of_others(catalog, provider, publishers):
    served = {
        catalog.models[offer.model].publisher
        for offer in catalog.file.offers
        if offer.provider == provider and offer.state is Lifecycle.CURRENT
    }
    assert publishers <= served


def test_an_eu_profile_is_more_private_than_the_ordinary_offer(catalog):
    profiles = [offer for offer in catalog.file.offers if offer.id.startswith("aws-bedrock:eu.")]
    assert profiles
    ordinary = catalog.providers["aws-bedrock"].privacy_level
    assert {offer.privacy_level for offer in profiles} == {ordinary + 1}


def test_a_provider_in_a_country_without_safeguards_is_at_the_lowest_level(catalog):
    assert catalog.providers["deepseek"].privacy_level == 0
    assert catalog.providers["scaleway"].privacy_level == 4


def test_french_is_set_with_unbreakable_spaces_and_curved_apostrophes(catalog):
    kinds = ("sources", "licences", "providers", "accelerators", "offers", "benchmarks")
    wrong = [
        (kind, getattr(record, "id", None), field, text.fr)
        for kind in kinds
        for record in getattr(catalog.file, kind)
        for field, text in texts(record)
        if PLAIN_SPACE.search(text.fr)
    ]
    assert wrong == []


def test_sentences_are_translated(catalog):
    kinds = ("sources", "licences", "providers", "offers")
    same = [
        (kind, field, text.en)
        for kind in kinds
        for record in getattr(catalog.file, kind)
        for field, text in texts(record)
        if text.en == text.fr and len(text.en.split()) > 1
    ]
    assert same == []
