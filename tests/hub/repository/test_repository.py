"""Reading one repository: at most four requests as the server counts them, every fact or a sentence."""

import datetime
import re

import pytest

from llmselect.catalog.configs import notes
from llmselect.hub.http.client import Hub
from llmselect.hub.http.hub_faults import FaultKind
from llmselect.hub.repository.sentences import COUNTED
from tests.hub.conftest import TODAY
from tests.hub.shelves import (
    BF16_SHARDS,
    HEADER,
    QWEN3_8B,
    QWEN3_8B_PARAMETERS,
    QWEN3_HEADER,
    QWEN3_VL,
    QWEN3_VL_PARAMETERS,
    as_json,
    dense,
    fp8,
    gated,
    gguf,
    gguf_files,
    mlx,
    sees,
)
from tests.wording import EN, FR, says


def english(texts) -> str:
    return " ".join(text.en for text in texts)


def test_a_dense_model_is_as_the_catalog_has_it(read, catalog) -> None:
    found = read(None, dense())
    known, model = catalog.model("Qwen/Qwen3-8B"), found.model
    assert model.architecture == known.architecture
    assert (model.total_parameters, model.active_parameters) == (QWEN3_8B_PARAMETERS,) * 2
    assert (model.id, model.name, model.publisher) == ("hub:Qwen/Qwen3-8B", "Qwen3-8B", "Qwen")
    assert (model.licence, model.context_tokens, model.downloads_30d) == ("apache-2.0", 40960, 1234)
    assert (model.release_date, model.checked) == (datetime.date(2025, 4, 27), TODAY)
    assert model.source == "https://huggingface.co/Qwen/Qwen3-8B"
    (file,) = found.files
    assert (file.size_bytes, file.shards, file.quantization) == (sum(BF16_SHARDS), 5, "FP16")
    assert (found.gaps, found.notes, found.requests) == ((), (), 3)


def test_gguf_files_are_told_apart_and_the_header_gives_the_shape(read, hub, catalog) -> None:
    found = read(None, gguf_files())
    shape, known = found.model.architecture, catalog.model("Qwen/Qwen3-8B").architecture
    assert (shape.layers, shape.kv_heads, shape.vocabulary_size) == (known.layers, known.kv_heads, 151936)
    assert shape.parameters == QWEN3_8B_PARAMETERS
    stored = {file.name: (file.quantization, file.shards, file.size_bytes) for file in found.files}
    assert stored == {
        "Qwen3-8B-Q4_K_M.gguf": ("Q4_K_M", 1, len(HEADER)),
        "Qwen3-8B-UD-IQ2_M.gguf": ("IQ2_M", 1, 6_100_000),
        "Qwen3-8B-UD-Q4_K_XL.gguf": (None, 1, 5_136_000_000),
        "BF16/Qwen3-8B-BF16-00001-of-00002.gguf": ("BF16", 2, 16_388_000_000),
    }
    ((name, parameters, size_bytes),) = found.parts
    assert "mmproj-F16" in name.en
    assert (parameters, size_bytes) == (None, 1_159_000_000)
    assert found.model.inputs == ("text", "image")
    assert "header" in english(found.notes)
    assert found.requests == 3
    assert hub.sent_bytes < 2**18 + 10_000


def test_the_file_that_was_pasted_stands_first_and_gives_the_header(read, hub) -> None:
    text = "https://huggingface.co/unsloth/Qwen3-8B-GGUF/blob/main/Qwen3-8B-Q4_K_M.gguf"
    other = gguf_files()
    other.files["A-Q8_0.gguf"] = 1000
    found = read(text, other)
    assert found.files[0].name == "Qwen3-8B-Q4_K_M.gguf"
    assert found.model.architecture is not None
    assert read_names(hub) == {"Qwen3-8B-Q4_K_M.gguf"}


def read_names(hub) -> set[str]:
    return {asked.path.rpartition("/")[2].partition("?")[0] for asked in hub.asked if "/cdn/" in asked.path}


def test_a_tag_of_ollama_puts_its_file_first(read) -> None:
    found = read("ollama run hf.co/unsloth/Qwen3-8B-GGUF:UD-Q4_K_XL", gguf_files())
    assert found.files[0].name == "Qwen3-8B-UD-Q4_K_XL.gguf"


def test_a_file_that_is_not_there_says_so(refused) -> None:
    fault = refused(gguf_files(), text="hf.co/unsloth/Qwen3-8B-GGUF/blob/main/nothing.gguf")
    assert fault.kind is FaultKind.NO_FILE


def test_a_long_header_is_asked_for_once_more_at_the_redirected_address(read, hub) -> None:
    keys = {"general.architecture": "qwen3", **{f"general.note.{at}": "x" * 4000 for at in range(80)}, **QWEN3_HEADER}
    long = gguf_files()
    long.files = {"x-Q4_K_M.gguf": gguf(keys, tokens=100)}
    found = read(None, long)
    assert found.model.architecture is not None
    assert found.requests == 4
    assert [asked.headers.get("range", "").partition("-")[0] for asked in hub.asked][-2:] == ["bytes=0", "bytes=262144"]


def test_mlx_is_known_by_its_key_and_counts_by_its_shape(read) -> None:
    found = read(None, mlx())
    assert found.files[0].quantization == "MLX-4bit"
    assert found.model.total_parameters == QWEN3_8B_PARAMETERS
    assert found.model.architecture.parameters is None
    assert COUNTED in found.notes


def test_fp8_counts_experts_and_what_a_token_uses(read) -> None:
    found = read(None, fp8())
    assert found.files[0].quantization == "FP8"
    assert found.files[0].size_bytes == 31_191_000_000
    assert found.model.total_parameters == 30_532_000_000
    assert found.model.active_parameters == pytest.approx(3.04e9, rel=0.02)


def test_a_vision_tower_is_what_the_count_holds_beyond_the_language_part(read, catalog) -> None:
    found = read(None, sees())
    known = catalog.model("Qwen/Qwen3-VL-8B-Instruct")
    ((name, parameters, _),) = found.parts
    assert parameters == known.architecture.tower_parameters == QWEN3_VL_PARAMETERS - QWEN3_8B_PARAMETERS
    assert "vision_config" in name.en
    assert found.model.architecture.parameters == QWEN3_8B_PARAMETERS
    assert found.model.total_parameters == found.model.active_parameters == QWEN3_VL_PARAMETERS
    assert found.model.inputs == ("text", "image")


@pytest.mark.parametrize("total", [None, 1_000_000_000])
def test_a_tower_that_cannot_be_counted_is_named_without_a_number(read, total) -> None:
    blind = sees()
    blind.says["safetensors"] = {"parameters": {"BF16": total}, "total": total}
    found = read(None, blind)
    assert found.parts[0].parameters is None
    assert "vision_config" in english(found.gaps)


def test_the_index_is_asked_only_where_the_listing_does_not_count(read, hub) -> None:
    silent = dense()
    del silent.says["safetensors"]
    tensor = {"dtype": "BF16", "shape": [4096, 151936], "data_offsets": [0, 2]}
    broken = {"dtype": "BF16", "shape": [-1, "x"], "data_offsets": []}
    silent.index = {"headers": {"a": {"w": tensor, "bad": broken, "__metadata__": {"format": "pt"}}, "b": 3}}
    found = read(None, silent)
    assert any("safetensors-metadata" in asked.path for asked in hub.asked)
    assert found.requests == 4
    assert found.model.total_parameters == 4096 * 151936
    assert "billion parameters" in english(found.gaps)  # not those of this shape, and said


def test_a_gated_model_of_the_catalog_has_its_shape_from_there(read, catalog) -> None:
    found = read(None, gated("meta-llama/Llama-3.1-8B-Instruct"))
    assert found.model.architecture == catalog.model("meta-llama/Llama-3.1-8B-Instruct").architecture
    assert "gated" in english(found.gaps)
    assert "catalog" in english(found.notes)
    assert found.requests == 1
    assert found.files[0].size_bytes == sum(BF16_SHARDS)


def test_a_gated_model_that_nobody_knows_is_read_from_a_public_copy(read) -> None:
    copy, closed_copy = gguf_files(), gguf_files()
    closed_copy.id, closed_copy.gated = "someone/closed-GGUF", "auto"
    for one in (copy, closed_copy):
        one.says["tags"] = ["gguf", "base_model:quantized:closed/new-model-8b"]
    found = read("closed/new-model-8b", closed_copy, copy, gated())
    assert found.model.architecture.layers == 36
    assert found.model.architecture.parameters == QWEN3_8B_PARAMETERS
    assert "copy" in english(found.notes)
    assert found.requests == 4


def test_a_gated_model_without_copy_still_tells_its_listing(read) -> None:
    found = read(None, gated())
    assert found.model.architecture is None
    assert found.model.total_parameters == QWEN3_8B_PARAMETERS
    assert found.model.licence == "apache-2.0"
    assert found.files[0].size_bytes == sum(BF16_SHARDS)
    assert "No public GGUF copy" in english(found.gaps)


def test_a_token_reads_what_is_gated(read, monkeypatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert read(None, gated()).model.architecture.layers == 36


def test_a_renamed_repository_is_followed_and_noted(read, hub) -> None:
    hub.renamed["Qwen/Old-8B"] = "Qwen/Qwen3-8B"
    found = read("Qwen/Old-8B", dense())
    assert found.model.hub_repo == "Qwen/Qwen3-8B"
    assert "Qwen/Old-8B is now called Qwen/Qwen3-8B" in english(found.notes)
    assert found.requests == 4


def test_renamed_gguf_files_stay_within_four_requests(read, hub) -> None:
    hub.renamed["unsloth/Old-GGUF"] = "unsloth/Qwen3-8B-GGUF"
    assert read("unsloth/Old-GGUF", gguf_files()).model.architecture is not None


def test_every_repository_of_the_catalog_has_an_id_that_fits(catalog) -> None:
    repositories = [model.hub_repo for model in catalog.file.models if model.hub_repo]
    assert len(repositories) > 300
    assert max(map(len, repositories)) <= 110
    assert not any(identity.startswith("hub:") for identity in catalog.models)


def test_the_stand_in_takes_further_routes(hub) -> None:
    hub.routes.append((r"/api/datasets/(.+)/leaderboard", lambda found, question: [{"rank": 1, "of": found[1]}]))
    assert Hub().get_json("/api/datasets/cais/hle/leaderboard") == [{"rank": 1, "of": "cais/hle"}]


def test_a_public_model_pays_for_nothing_else(read, hub) -> None:
    read(None, dense())
    assert [re.sub(r"\?.*", "", asked.path) for asked in hub.asked] == [
        "/api/models/Qwen/Qwen3-8B",
        "/Qwen/Qwen3-8B/resolve/main/config.json",
        "/api/resolve-cache/models/Qwen/Qwen3-8B/0123456789abcdef0123456789abcdef01234567/config.json",
    ]


def test_layers_that_draft_are_not_taken_for_a_tower(read) -> None:
    drafts = sees()
    config = {**QWEN3_VL, "text_config": {**QWEN3_VL["text_config"], "mtp_num_hidden_layers": 1}}
    drafts.files["config.json"] = as_json(config)
    found = read(None, drafts)
    assert found.parts[0].parameters is None
    assert "draft" in english(found.gaps)


def test_eyes_that_gguf_keeps_in_a_file_of_their_own_are_named_once(read) -> None:
    both = gguf_files()
    both.files["config.json"] = as_json(QWEN3_VL)
    found = read(None, both)
    assert ["mmproj" in part.name.en for part in found.parts] == [True]
    assert found.model.architecture.parameters == QWEN3_8B_PARAMETERS


def test_a_retold_model_is_as_old_as_the_one_it_was_made_from(read, catalog):
    base = catalog.models["qwen3-8b"]
    tuned = dense("someone/tuned")
    tuned.says["tags"] = ["base_model:Qwen/Qwen3-8B", "base_model:finetune:Qwen/Qwen3-8B"]
    found = read(None, tuned)
    assert found.model.release_date == base.release_date
    assert any(base.name in note.en for note in found.notes)
    assert found.model.alias_of is None


def test_a_model_retold_of_an_unknown_one_has_no_day(read):
    tuned = dense("someone/tuned")
    tuned.says["tags"] = ["base_model:finetune:nobody/unknown"]
    assert read(None, tuned).model.release_date is None
    assert str(read(None, dense("someone/new")).model.release_date) == "2025-04-27"


def test_a_stored_copy_says_whose_weights_it_holds(read):
    assert read(None, gguf_files()).model.alias_of == "qwen3-8b"


def test_an_unknown_architecture_is_never_guessed_in_silence(read) -> None:
    there = dense("someone/new")
    there.files["config.json"] = as_json({**QWEN3_8B, "model_type": "zorg"})
    found = read("someone/new", there)
    assert found.model.architecture is not None
    for voice in (EN, FR):
        assert any(says(voice(note), notes.NOT_KNOWN, voice, family="'zorg'") for note in found.notes)
