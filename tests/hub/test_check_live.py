"""`make check-live` against the stand-in Hub: quiet where all is as it was, and it names the field that changed."""

import pytest

from scripts import check_live
from scripts.live_fields import Kind, LiveField, changed_fields
from tests.hub.boards import ARENA, arena_rows, fill, official_row, openevals_rows, parquet
from tests.hub.router_lists import entry, in_place_of_the_router
from tests.hub.shelves import dense, gguf_files

CHECKS = {check.name: check for check in check_live.CHECKS}
INDEX = {"headers": {"model-00001.safetensors": {"lm_head.weight": {"dtype": "BF16", "shape": [151936, 4096]}}}}
FACTS = {"trendingScore": 12, "downloadsAllTime": 10**7}


@pytest.fixture
def live(hub, monkeypatch):
    """A stand-in of everything that is read live, as it is documented."""
    fill(hub)
    model, copies = dense(), gguf_files()
    model.index, model.says = INDEX, model.says | FACTS
    hub.add(model, copies)
    hub.router = in_place_of_the_router(monkeypatch, hub)
    return hub


def without(record: dict, path: str) -> dict:
    key, _, rest = path.partition(".")
    if rest:
        return record | {key: without(record[key], rest)}
    return {name: value for name, value in record.items() if name != key}


def changes(name: str) -> list[str]:
    return list(check_live.changes_of(CHECKS[name]))


@pytest.mark.parametrize("name", CHECKS)
def test_nothing_is_said_where_every_source_answers_as_it_did(live, name):
    assert changes(name) == []


def test_the_command_ends_with_0_and_asks_every_source(live, capsys):
    assert check_live.main() == 0
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == list(CHECKS)


@pytest.mark.parametrize("field", ["safetensors.total", "cardData.license", "pipeline_tag", "config.model_type"])
def test_a_field_of_a_model_that_is_gone_is_named(live, field):
    model = live.repositories["models", check_live.MODEL]
    model.says = without(model.says, field)
    assert [sentence for sentence in changes("model repository") if f"`{field}`" in sentence]


@pytest.mark.parametrize("field", ["modelId", "value", "source.url", "author.name", "verified"])
def test_a_field_of_the_leaderboards_that_is_gone_is_named(live, field):
    live.routes.insert(0, (r"/api/datasets/.+/leaderboard", lambda *_: [without(official_row(), field)]))
    assert changes("official benchmarks") == [f"field `[].{field}` is missing"]


def test_a_field_of_another_kind_is_named_with_both_kinds(live):
    live.routes.insert(0, (r"/api/datasets/.+/leaderboard", lambda *_: [official_row(value="55.5")]))
    (sentence,) = changes("official benchmarks")
    assert "`[].value`" in sentence
    assert "str" in sentence


@pytest.mark.parametrize("column", ["rating", "model_name", "vote_count"])
def test_a_column_of_the_arena_that_is_gone_is_named(live, column):
    (name,) = live.repositories["datasets", ARENA].files
    live.repositories["datasets", ARENA].files[name] = parquet([without(row, column) for row in arena_rows()])
    assert f"column `{column}` is missing" in changes("LMArena")


def test_a_category_that_is_gone_is_named(live):
    (name,) = live.repositories["datasets", ARENA].files
    rows = [row for row in arena_rows() if row["category"] != "french"]
    live.repositories["datasets", ARENA].files[name] = parquet(rows)
    assert "category `french` is missing" in changes("LMArena")


def test_a_rating_in_another_unit_is_named(live):
    (name,) = live.repositories["datasets", ARENA].files
    rows = [row | {"rating": row["rating"] / 2500} for row in arena_rows()]
    live.repositories["datasets", ARENA].files[name] = parquet(rows)
    assert any("rating" in sentence for sentence in changes("LMArena"))


def test_a_column_of_openevals_that_is_gone_is_named(live):
    ((_, board),) = [(key, one) for key, one in live.repositories.items() if "OpenEvals" in key[1]]
    (name,) = board.files
    board.files[name] = parquet([without(row, "gpqa_score") for row in openevals_rows()])
    assert changes("OpenEvals") == ["column `gpqa_score` is missing"]


@pytest.mark.parametrize("field", ["throughput", "first_token_latency_ms", "pricing.input", "provider"])
def test_a_field_of_the_router_that_is_gone_is_named(live, field):
    models = [(f"owner/model-{number}", [without(entry(), field)]) for number in range(30)]
    live.router.answer = {"data": [{"id": name, "providers": providers} for name, providers in models]}
    assert any(f"`data[].providers[].{field}`" in sentence for sentence in changes("router of providers"))


def test_a_source_that_does_not_answer_fails_alone_and_the_command_ends_with_1(live, capsys):
    live.fail("/v1/models", status=500, times=99)
    assert check_live.main() == 1
    told = capsys.readouterr().out
    assert "500" in told
    assert told.count("as expected") == len(CHECKS) - 1


@pytest.mark.parametrize(
    ("answer", "path", "kind", "sound"),
    [
        ([{"a": None}, {"a": 1}], "[].a", Kind.COUNT, True),
        ([{"a": None}], "[].a", Kind.COUNT, False),
        ([{"a": True}], "[].a", Kind.COUNT, False),
        ({"a": {"x": [1]}}, "a.*[]", Kind.COUNT, True),
        ({"a": False}, "a", Kind.GATE, True),
        ([], "a", Kind.WORDS, False),
        ("words", "[].a", Kind.WORDS, False),
    ],
)
def test_a_field_counts_where_one_record_has_it_in_its_kind(answer, path, kind, sound):
    found = changed_fields(answer, (LiveField(path, kind),))
    assert (found == []) is sound
    assert all(f"`{path}`" in sentence for sentence in found)
