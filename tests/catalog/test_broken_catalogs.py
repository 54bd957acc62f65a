"""A broken catalog is refused with the path of every fault, and the way to mend it."""

import datetime
import json

import pytest

from llmselect.catalog.checks.check import report
from llmselect.catalog.load import BUNDLED, load
from llmselect.errors import BadCatalog, BadFile

TODAY = datetime.date(2026, 11, 28)


@pytest.fixture(scope="module")
def content():
    return BUNDLED.read_text("utf-8")


@pytest.fixture
def raw(content):
    return json.loads(content)


@pytest.fixture
def faults(tmp_path):
    """Write a catalog and say what a check finds: every fault as its path and sentence, in one string."""

    def found(raw):
        path = tmp_path / "catalog.json"
        path.write_text(raw if isinstance(raw, str) else json.dumps(raw), "utf-8")
        return [str(fault) for fault in report(path, TODAY).faults]

    return found


def at(records, name):
    return next(i for i, one in enumerate(records) if one.get("id", one.get("name")) == name)


def own_priced(raw):
    """Position of an offer with a price of its own whose model others offer too."""
    offers = raw["offers"]
    return next(i for i, one in enumerate(offers) if one["id"] == "deepinfra:meta-llama/Llama-3.3-70B-Instruct-Turbo")


def test_an_unknown_key_is_named_with_the_nearest_known(raw, faults):
    raw["providers"][0]["retension"] = {"en": "none", "fr": "aucune"}
    (fault,) = faults(raw)
    assert fault.startswith("providers.0.retension (ai21)")
    assert "did you mean 'retention'" in fault


def test_a_string_for_a_number_is_refused(raw, faults):
    at_4090 = at(raw["accelerators"], "RTX 4090")
    raw["accelerators"][at_4090]["bandwidth_gb_per_s"] = "1008"
    (fault,) = faults(raw)
    assert fault.startswith(f"accelerators.{at_4090}.bandwidth_gb_per_s (RTX 4090)")
    assert "without quotes" in fault


def test_nan_is_refused(raw, faults):
    raw["accelerators"][0]["bandwidth_gb_per_s"] = float("nan")
    (fault,) = faults(raw)
    assert "accelerators.0.bandwidth_gb_per_s" in fault
    assert "leave the key out" in fault


def test_a_price_a_thousand_times_too_high_is_refused(raw, faults):
    position = own_priced(raw)
    raw["offers"][position]["price"]["input_usd_per_mtok"] *= 1000
    (fault,) = faults(raw)
    assert fault.startswith(f"offers.{position}.price.input_usd_per_mtok")
    assert "per million tokens" in fault


def test_a_price_a_thousand_times_too_low_is_refused(raw, faults):
    position = own_priced(raw)
    raw["offers"][position]["price"]["output_usd_per_mtok"] /= 1000
    (fault,) = faults(raw)
    assert fault.startswith(f"offers.{position}.price.output_usd_per_mtok")


def test_a_price_beyond_every_published_one_is_refused(raw, faults):
    position = own_priced(raw)
    raw["offers"][position]["price"]["input_usd_per_mtok"] = 1500.0
    assert "check the unit" in faults(raw)[0]


def test_an_offer_of_a_model_that_is_not_there_is_named_with_the_nearest(raw, faults):
    position = at(raw["offers"], "groq:llama-3.1-8b-instant")
    raw["offers"][position]["model"] = "llama-3.1-8b-instrukt"
    (fault,) = faults(raw)
    assert fault.startswith(f"offers.{position}.model (groq:llama-3.1-8b-instant)")
    assert "llama-3.1-8b-instruct" in fault


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("offers", "provider"),
        ("models", "licence"),
        ("models", "open_model"),
        ("models", "alias_of"),
        ("models", "native_quantization"),
        ("standings", "model"),
        ("standings", "benchmark"),
    ],
)
def test_every_reference_is_followed(raw, faults, kind, field):
    position = next(i for i, one in enumerate(raw[kind]) if field in one)
    raw[kind][position][field] = "nowhere"
    assert any(f"{kind}.{position}.{field}" in fault and "`nowhere` is not in" in fault for fault in faults(raw))


def test_records_out_of_order_say_where_they_belong(raw, faults):
    providers = raw["providers"]
    providers[1], providers[4] = providers[4], providers[1]
    found = faults(raw)
    assert f"move `{providers[2]['id']}` before `{providers[1]['id']}`" in found[0]


def test_an_id_that_is_there_twice_is_refused(raw, faults):
    raw["licences"].insert(1, raw["licences"][0])
    (fault,) = faults(raw)
    assert fault.startswith("licences.1 (")
    assert "twice" in fault


def test_a_price_and_a_reference_exclude_each_other(raw, faults):
    position = own_priced(raw)
    raw["offers"][position]["price_reference"] = {"provider": "openai", "model": "gpt-4o"}
    assert any("keep one" in fault for fault in faults(raw))


def test_a_copied_price_is_sent_back_to_the_library(raw, faults):
    position = at(raw["offers"], "openai:gpt-6-sol")
    offer = raw["offers"][position]
    del offer["price_reference"]
    offer["price"] = {
        "input_usd_per_mtok": 2.0,
        "output_usd_per_mtok": 10.0,
        "source": "https://developers.openai.com/api/docs/pricing",
        "checked": "2026-11-21",
    }
    (fault,) = faults(raw)
    assert '"price_reference": {"provider": "openai", "model": "gpt-6-sol"}' in fault


def test_a_reference_that_the_library_lacks_is_named_with_the_nearest(raw, faults):
    position = at(raw["offers"], "openai:gpt-6-sol")
    raw["offers"][position]["price_reference"]["model"] = "gpt-6-soll"
    (fault,) = faults(raw)
    assert "genai-prices has no `gpt-6-soll`" in fault
    assert "gpt-6-sol" in fault.split("nearest are")[1]


def test_an_interval_that_does_not_hold_its_score_is_refused(raw, faults):
    position = next(i for i, one in enumerate(raw["standings"]) if "low" in one)
    standing = raw["standings"][position]
    standing["low"], standing["high"] = standing["high"] + 1, standing["low"]
    assert any(f"standings.{position}.low" in fault for fault in faults(raw))


def test_a_score_off_its_scale_is_refused(raw, faults):
    position = next(i for i, one in enumerate(raw["standings"]) if one["benchmark"] == "aider-polyglot")
    raw["standings"][position]["score"] = 880
    assert any("percent scale" in fault for fault in faults(raw))


@pytest.mark.parametrize("key", ["source", "checked"])
def test_a_fact_without_source_or_day_is_refused(raw, faults, key):
    del raw["standings"][0][key]
    (fault,) = faults(raw)
    assert f"standings.0.{key}" in fault
    assert f"add '{key}'" in fault


def test_a_text_in_one_language_is_refused(raw, faults):
    del raw["licences"][0]["condition"]["fr"]
    assert "both filled" in faults(raw)[0]


def test_a_state_that_does_not_exist_is_named_with_the_nearest(raw, faults):
    raw["models"][0]["state"] = "retird"
    assert "did you mean 'retired'" in faults(raw)[0]


def test_a_fact_from_tomorrow_is_refused(raw, faults):
    raw["providers"][0]["checked"] = "2027-01-01"
    assert "after today" in faults(raw)[0]


def test_all_faults_are_reported_not_the_first_alone(raw, faults):
    raw["providers"][0]["retension"] = 1
    raw["accelerators"][0]["bandwidth_gb_per_s"] = -5
    raw["offers"][3]["model"] = "nowhere"
    raw["offers"][own_priced(raw)]["price"]["input_usd_per_mtok"] *= 1000
    found = faults(raw)
    assert len(found) == 4
    assert any("offers.3.model" in fault for fault in found)


def test_an_unreadable_record_does_not_make_others_dangle(raw, faults):
    position = at(raw["models"], "llama-3.1-8b-instruct")
    raw["models"][position]["total_parameters"] = "8B"
    (fault,) = faults(raw)
    assert "models" in fault


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"schema_version": 2}'])
def test_what_is_no_catalog_is_refused_in_words(faults, text):
    found = faults(text)
    assert found
    assert all("Traceback" not in fault for fault in found)


def test_a_catalog_with_faults_does_not_load(raw, tmp_path):
    raw["offers"][3]["model"] = "nowhere"
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps(raw), "utf-8")
    with pytest.raises(BadCatalog, match=r"offers\.3\.model") as refused:
        load(path)
    assert len(refused.value.faults) == 1


def test_a_missing_file_is_named_with_what_was_expected(tmp_path):
    with pytest.raises(BadFile, match=r"nothing\.json cannot be read .* expected a catalog\.json"):
        load(tmp_path / "nothing.json")


def test_the_environment_names_another_catalog(monkeypatch, tmp_path):
    monkeypatch.setenv("LLMSELECT_CATALOG", str(tmp_path / "mine.json"))
    with pytest.raises(BadFile, match=r"mine\.json"):
        load()


def test_old_facts_are_listed_and_forgiven():
    old = report(BUNDLED, TODAY + datetime.timedelta(days=365))
    assert old.faults == ()
    assert len(old.stale) > 4000
    assert old.stale[0].days >= old.stale[-1].days > 90
    assert "facts not checked for 90 days" in "\n".join(old.lines(5))


def test_a_key_that_stands_twice_is_named(content, faults):
    (fault,) = faults(content.replace('"id": "ai21",', '"id": "ai21", "url": "https://example.org",', 1))
    assert fault == "ai21: the key 'url' is here twice; keep one"


def test_a_blank_source_is_no_source(raw, faults):
    raw["standings"][0]["source"] = "    "
    (fault,) = faults(raw)
    assert fault.startswith("standings.0.source")


def test_a_score_of_tomorrow_is_refused(raw, faults):
    raw["standings"][0]["date"] = "2999-01-01"
    (fault,) = faults(raw)
    assert fault.startswith("standings.0.date")


def test_two_records_cannot_share_a_name(raw, faults):
    other = raw["quantizations"][1]["id"]
    raw["quantizations"][0]["aliases"] = [other.lower()]
    (fault,) = faults(raw)
    assert fault.startswith(f"quantizations.1 ({other})")
