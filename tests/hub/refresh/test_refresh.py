"""What the Hub says otherwise becomes a proposal: what, from, to, source, and who may write it."""

import datetime
import json

import pytest

from llmselect.catalog.load import load
from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind
from llmselect.hub.refresh import asking
from llmselect.hub.refresh.asking import ask_hub
from llmselect.hub.refresh.change import ProposalOutcome
from llmselect.hub.refresh.lines import edited
from llmselect.hub.refresh.models import model_changes
from llmselect.hub.refresh.suggestions import suggestions
from tests.hub.refreshed import WITHOUT_COPY
from tests.hub.shelves import QWEN3_8B, as_json
from tests.hub.stand_in import Repository

TODAY = datetime.date(2026, 12, 1)
QWEN = "Qwen/Qwen3-8B"
OWNERS = 4


@pytest.fixture
def changes(agreeing, small):
    """What is proposed, once the stand-in says what a test made it say."""

    def asked(**more):
        catalog = load(small)
        return model_changes(catalog, ask_hub(catalog, Hub(most=100)), **more)

    return asked


def only(changes):
    assert len(changes) == 1, [str(one) for one in changes]
    return changes[0]


def says(hub, **what):
    hub.repositories["models", QWEN].says |= what


def test_nothing_is_proposed_where_all_agree(changes):
    assert changes() == []


def test_owners_are_listed_instead_of_asking_for_each_model(agreeing, small):
    catalog = load(small)
    answers = ask_hub(catalog, Hub(most=100))
    models = [model for model in catalog.file.models if model.hub_repo]
    assert len(answers.listed) == len(models) > 3 * OWNERS
    assert answers.asked == len(agreeing.asked) <= OWNERS + 3
    assert answers.unread == []


def test_downloads_are_proposed_with_from_to_and_source(agreeing, changes):
    says(agreeing, downloads=20_000_000)
    one = only(changes())
    assert (one.path, one.before, one.after) == ("models.qwen3-8b.downloads_30d", 10_145_616, 20_000_000)
    assert one.source == "Hugging Face Hub, https://huggingface.co/Qwen/Qwen3-8B"
    assert one.verdict is ProposalOutcome.WRITE
    assert str(one).startswith("models.qwen3-8b.downloads_30d: 10145616 -> 20000000 (Hugging Face Hub, https://")


def test_downloads_that_move_a_little_are_no_news(agreeing, changes):
    says(agreeing, downloads=10_500_000)
    assert changes() == []


def test_a_renamed_repository_is_followed(agreeing, changes):
    moved = agreeing.repositories.pop(("models", QWEN))
    moved.id = "Qwen/Qwen3-8B-Chat"
    agreeing.add(moved)
    agreeing.renamed[QWEN] = moved.id
    one = only(changes())
    assert (one.field, one.before, one.after, one.verdict) == ("hub_repo", QWEN, moved.id, ProposalOutcome.WRITE)


def test_a_new_name_that_another_model_has_is_a_question(agreeing, changes):
    del agreeing.repositories["models", QWEN]
    agreeing.renamed[QWEN] = "Qwen/Qwen2.5-3B-Instruct"
    renamed = [one for one in changes() if one.field == "hub_repo"]
    assert only(renamed).verdict is ProposalOutcome.QUESTION


def test_a_gone_repository_is_named_before_it_becomes_legacy(agreeing, changes):
    del agreeing.repositories["models", QWEN]
    asked = only(changes())
    assert (asked.path, asked.verdict) == ("models.qwen3-8b.state", ProposalOutcome.QUESTION)
    assert "--gone qwen3-8b" in asked.why
    told = only(changes(gone=["qwen3-8b"]))
    assert (told.before, told.after, told.verdict) == ("current", "legacy", ProposalOutcome.WRITE)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("llama2", ProposalOutcome.WRITE),
        ("mit", ProposalOutcome.QUESTION),
        ("never-seen-1.0", ProposalOutcome.QUESTION),
    ],
)
def test_a_licence_that_binds_more_is_written_and_one_that_frees_is_a_question(agreeing, changes, said, verdict):
    says(agreeing, cardData={"license": said}, tags=[f"license:{said}"])
    one = only(changes())
    assert (one.field, one.before, one.after, one.verdict) == ("licence", "apache-2.0", said, verdict)


def test_the_tag_other_says_nothing_of_a_licence(agreeing, changes):
    says(agreeing, cardData={"license": "other"}, tags=["license:other"])
    assert changes() == []


def test_another_count_of_parameters_is_a_question(agreeing, changes):
    says(agreeing, safetensors={"parameters": {"BF16": 9_000_000_000}, "total": 9_000_000_000})
    one = only(changes())
    assert (one.field, one.after, one.verdict) == ("total_parameters", 9_000_000_000, ProposalOutcome.QUESTION)
    says(agreeing, safetensors={"parameters": {"BF16": 8_200_000_000}, "total": 8_200_000_000})
    assert changes() == []
    says(agreeing, safetensors={"parameters": {"U32": 1_000_000_000}, "total": 1_000_000_000})
    assert changes() == [], "packed weights count as the words they are packed in"


def test_gating_is_proposed(agreeing, changes):
    agreeing.repositories["models", QWEN].gated = "manual"
    one = only(changes())
    assert (one.field, one.before, one.after) == ("gated", "no", "yes")


def test_context_is_read_again_where_the_repository_changed(agreeing, changes):
    longer = {**QWEN3_8B, "max_position_embeddings": 131072}
    agreeing.repositories["models", QWEN].files["config.json"] = as_json(longer)
    assert changes() == [], "an unchanged repository is not asked for its config.json"
    says(agreeing, lastModified="2027-01-01T00:00:00.000Z")
    found = {one.field: (one.before, one.after) for one in changes()}
    assert found == {"context_tokens": (40960, 131072), "architecture.context_tokens": (40960, 131072)}


def test_a_config_that_is_no_config_costs_itself(agreeing, changes):
    for content in (b"[1]", b"<html>", b'{"max_position_embeddings": "long"}'):
        agreeing.repositories["models", QWEN].files["config.json"] = content
        says(agreeing, lastModified="2027-01-01T00:00:00.000Z", downloads=20_000_000)
        assert only(changes()).field == "downloads_30d"


def test_a_quantized_copy_is_found_in_the_owners_own_listing_first(agreeing, changes, small):
    base = next(model.hub_repo for model in load(small).file.models if model.id == WITHOUT_COPY)
    of_it = {"tags": ["gguf", f"base_model:quantized:{base}"], "pipeline_tag": "text-generation"}
    agreeing.add(Repository("stranger/Copy-GGUF", says=of_it | {"downloads": 10**6}))
    agreeing.add(Repository("mlabonne/Copy-GGUF", says=of_it | {"downloads": 10**6}))
    assert changes() == [], "copies of strangers and of other publishers are not taken"
    agreeing.add(Repository(f"{base}-GGUF", says=of_it | {"downloads": 10}))
    one = only(changes())
    assert (one.path, one.after[0]["id"]) == (f"models.{WITHOUT_COPY}.gguf_repos", f"{base}-GGUF")


def test_copies_of_those_who_made_many_are_taken_the_most_downloaded_first(agreeing, changes, small, monkeypatch):
    monkeypatch.setattr(asking, "COPIERS_AT_LEAST", 1)
    base = next(model.hub_repo for model in load(small).file.models if model.id == WITHOUT_COPY)
    for maker, downloads in (("unsloth", 500), ("bartowski", 900)):
        of_it = {"tags": ["gguf", f"base_model:quantized:{base}"], "downloads": downloads}
        agreeing.add(Repository(f"{maker}/Copy-GGUF", says=of_it))
    one = only(changes())
    assert (one.after[0]["id"], one.verdict) == ("bartowski/Copy-GGUF", ProposalOutcome.WRITE)
    assert one.source.endswith("https://huggingface.co/bartowski/Copy-GGUF")


def test_a_broken_row_loses_itself_alone(agreeing, small):
    rows = [one.listing(blobs=False) for one in agreeing.repositories.values()]

    def listed(_, question):
        mine = [row for row in rows if row["author"] == question["author"][0]]
        return [None, 7, {"id": 5}, {"id": "../../etc"}, {"id": "Qwen/x", "downloads": "many"}, *mine]

    agreeing.routes.append((r"/api/models", listed))
    catalog = load(small)
    answers = ask_hub(catalog, Hub(most=100))
    assert answers.fault is None
    assert len(answers.listed) == sum(model.hub_repo is not None for model in catalog.file.models)


def test_popular_new_models_of_known_publishers_are_suggested(agreeing, small):
    def published(name, **what):
        usual = {"downloads": 50_000, "createdAt": "2026-11-20T00:00:00.000Z", "pipeline_tag": "text-generation"}
        return Repository(name, says={**usual, "tags": [], **what})

    agreeing.add(
        published("Qwen/Qwen9-8B"),
        published("Qwen/Qwen9-old", createdAt="2024-01-01T00:00:00.000Z"),
        published("Qwen/Qwen9-rare", downloads=9_999),
        published("Qwen/Qwen9-embedding", pipeline_tag="feature-extraction"),
        published("Qwen/Qwen9-8B-AWQ", tags=["base_model:quantized:Qwen/Qwen9-8B"]),
        published("stranger/Model"),
    )
    catalog = load(small)
    one = only(suggestions(catalog, ask_hub(catalog, Hub(most=100)), TODAY))
    assert (one.record, one.verdict) == ("Qwen/Qwen9-8B", ProposalOutcome.SUGGESTION)
    assert "50,000 downloads" in one.why


def test_the_budget_of_requests_holds_and_the_rest_is_named(agreeing, small):
    answers = ask_hub(load(small), Hub(most=3))
    assert answers.asked == len(agreeing.asked) <= 3
    assert answers.fault is None
    assert any(name.endswith("/*") for name in answers.unread)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"status": 429, "headers": {"RateLimit": '"api";r=0;t=300'}}, FaultKind.RATE_LIMITED),
        ({"status": 500}, FaultKind.HUB_ERROR),
        ({"status": 200, "body": b"<html>busy</html>"}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b'{"error": "no list"}'}, FaultKind.BAD_DATA),
        ({"status": 200, "body": b"[{", "cut_after": 1}, FaultKind.UNREACHABLE),
    ],
)
def test_a_fault_ends_the_reading_and_the_rest_is_named(agreeing, small, fault, kind):
    catalog = load(small)
    agreeing.faults.clear()
    ask_hub(catalog, hub := Hub(most=100))
    first = agreeing.asked[0].path
    agreeing.asked.clear()
    agreeing.fail("/api/models", **fault)
    answers = ask_hub(catalog, Hub(most=100))
    assert answers.fault.kind is kind
    assert [one.path for one in agreeing.asked] == [first], "nothing is asked after a fault"
    assert len(answers.unread) >= OWNERS
    assert hub.asked >= OWNERS


def test_the_token_goes_to_the_hub_alone(agreeing, small, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    catalog = load(small)
    says(agreeing, lastModified="2027-01-01T00:00:00.000Z")
    found = model_changes(catalog, ask_hub(catalog, Hub(most=100)))
    assert all(asked.headers["authorization"] == "Bearer hf_secret" for asked in agreeing.asked)
    assert "hf_secret" not in "".join(map(str, found))


def test_only_the_lines_of_changed_records_change(agreeing, changes, small):
    says(agreeing, downloads=20_000_000)
    before = small.read_bytes()
    after = edited(before, changes(), TODAY)
    old, new = before.split(b"\n"), after.split(b"\n")
    assert len(old) == len(new)
    differing = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    was, now = (json.loads(line.rstrip(b",")) for line in differing[0])
    assert len(differing) == 1
    assert {key for key in now if now[key] != was.get(key)} == {"downloads_30d", "source", "checked"}
    assert now["source"] == was["source"] + "; Hugging Face Hub on 2026-12-01 (downloads_30d)"
    assert now["checked"] == "2026-12-01"


def test_a_source_does_not_grow_with_every_refresh(agreeing, changes, small):
    first = small.read_bytes()
    for day, downloads in ((1, 20_000_000), (8, 30_000_000), (15, 50_000_000)):
        says(agreeing, downloads=downloads)
        small.write_bytes(edited(small.read_bytes(), changes(), TODAY.replace(day=day)))
    source = load(small).models["qwen3-8b"].source
    assert source.count("Hugging Face Hub on") == 1
    assert source.endswith("on 2026-12-15 (downloads_30d)")
    assert small.read_bytes() != first


def test_a_new_key_stands_where_its_kind_has_it(agreeing, changes, small):
    base = next(model.hub_repo for model in load(small).file.models if model.id == WITHOUT_COPY)
    agreeing.add(Repository(f"{base}-GGUF", says={"tags": ["gguf", f"base_model:quantized:{base}"]}))
    after = json.loads(edited(small.read_bytes(), changes(), TODAY))
    keys = list(next(one for one in after["models"] if one["id"] == WITHOUT_COPY))
    assert keys.index("licence") < keys.index("gguf_repos") < keys.index("source")
