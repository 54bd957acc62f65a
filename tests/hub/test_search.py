"""Searching the Hub by a name: one request, fifty rows of strangers, each lost alone when it is broken."""

import pytest

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.search import LIMIT, BaseModelRelation, Sort, search


def row(name, **says):
    usual = {"_id": "6", "id": name, "downloads": 10, "likes": 2, "trendingScore": 3, "gated": False, "tags": []}
    return usual | {"lastModified": "2026-11-20T08:30:00.000Z"} | says


@pytest.fixture
def ask(hub, catalog):
    """Search a Hub that answers with these rows."""

    def found(*rows, text="qwen", sort=Sort.DOWNLOADS):
        hub.routes.append((r"/api/models", lambda *_: list(rows)))
        return search(text, catalog, sort)

    return found


def test_one_request_asks_for_fifty_models_that_write_text(hub, ask):
    ask(row("a/b"), text="  my\x00 model ", sort=Sort.TRENDING)
    (asked,) = hub.asked
    for part in ("search=my+model", "pipeline_tag=text-generation", "sort=trendingScore", f"limit={LIMIT}"):
        assert part in asked.path
    assert "expand=gguf" in asked.path
    assert "expand=safetensors" in asked.path


def test_an_address_is_searched_by_its_repository(hub, ask):
    ask(text="https://huggingface.co/Qwen/Qwen3-8B/tree/main")
    assert "search=Qwen%2FQwen3-8B&" in hub.asked[0].path + "&"


def test_the_public_facts_of_a_row(ask):
    (found,) = ask(
        row(
            "o/Fine-8B",
            safetensors={"parameters": {"BF16": 8_190_735_360}, "total": 8_190_735_360},
            gated="auto",
            gguf={"total": 5, "context_length": 40960},
            tags=["license:mit", "base_model:finetune:Qwen/Qwen3-8B-Base"],
        )
    )
    assert (found.parameters, found.context_tokens, found.gated) == (8_190_735_360, 40960, True)
    assert (found.downloads, found.likes, found.trend) == (10, 2, 3)
    assert (found.relation, found.base) == (BaseModelRelation.FINETUNE, "Qwen/Qwen3-8B-Base")
    assert str(found.modified) == "2026-11-20"
    assert found.licence is not None


def test_packed_words_are_not_counted_as_parameters(ask):
    packed, counted = ask(
        row("o/awq", safetensors={"parameters": {"I32": 9, "BF16": 1}, "total": 10}),
        row("o/gguf", gguf={"total": 7_000_000_000}),
    )
    assert packed.parameters is None
    assert counted.parameters == 7_000_000_000


def test_models_of_the_catalog_and_their_copies_say_so(ask):
    copy, own, stranger = ask(
        row("x/Qwen3-8B-GGUF", tags=["base_model:Qwen/Qwen3-8B", "base_model:quantized:Qwen/Qwen3-8B"]),
        row("qwen/qwen3-32b"),
        row("x/tuned", tags=["base_model:finetune:Qwen/Qwen3-8B"]),
    )
    assert (copy.known, own.known, stranger.known) == ("qwen3-8b", "qwen3-32b", None)


def test_quantized_copies_fold_into_the_model_that_was_found_with_them(ask):
    quantized = ["base_model:quantized:o/base"]
    base, adapter = ask(
        row("a/base-GGUF", tags=quantized),
        row("o/base"),
        row("b/base-AWQ", tags=quantized),
        row("c/lora", tags=["base_model:adapter:o/base"]),
    )
    assert (base.repository, base.copies) == ("o/base", 2)
    assert (adapter.relation, adapter.copies) == (BaseModelRelation.ADAPTER, 0)


def test_copies_that_name_each_other_are_not_lost(ask):
    found = ask(row("a/a", tags=["base_model:quantized:b/b"]), row("b/b", tags=["base_model:quantized:a/a"]))
    assert {one.repository for one in found} == {"a/a", "b/b"}


@pytest.mark.parametrize(
    "broken",
    [None, 3, [], "x", {}, {"id": 5}, {"id": "no-owner"}, {"id": "../x"}, {"id": "a/b/c"}, {"id": "o/" + "n" * 300}],
)
def test_a_broken_row_loses_itself_alone(ask, broken):
    assert [one.repository for one in ask(row("a/first"), broken, row("b/second"))] == ["a/first", "b/second"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("downloads", "many"),
        ("likes", -1),
        ("trendingScore", "hot"),
        ("gated", 7),
        ("lastModified", "yesterday"),
        ("safetensors", "x"),
        ("gguf", {"total": -1}),
        ("tags", {"a": 1}),
    ],
)
def test_a_broken_fact_loses_itself_alone(ask, field, value):
    (found,) = ask(row("a/b", **{field: value}))
    assert found.repository == "a/b"


def test_no_more_rows_than_asked_for_are_read(ask):
    assert len(ask(*(row(f"a/m{i}") for i in range(3 * LIMIT)))) == LIMIT


def test_an_answer_of_another_shape_is_refused(hub, catalog):
    hub.routes.append((r"/api/models", lambda *_: {"error": "x"}))
    with pytest.raises(HubFault) as raised:
        search("qwen", catalog)
    assert raised.value.kind is FaultKind.BAD_DATA


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ({"status": 429, "headers": {"RateLimit": '"api";r=0;t=300'}}, FaultKind.RATE_LIMITED),
        ({"status": 500}, FaultKind.HUB_ERROR),
        ({"status": 200, "body": b"<html>"}, FaultKind.BAD_DATA),
        ({"delay_s": 2}, FaultKind.TIMEOUT),
    ],
)
def test_faults_of_the_hub_are_told(hub, catalog, quick, what, kind):
    hub.fail("/api/models", **what)
    with pytest.raises(HubFault) as raised:
        search("qwen", catalog)
    assert raised.value.kind is kind
    assert len(hub.asked) == 1
