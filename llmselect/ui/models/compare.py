"""Two to four models side by side on everything known; the address bar names them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import streamlit as st

from llmselect.catalog.licences import LicenceEvidence
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.standings import Use
from llmselect.charts.qualities import Marks, qualities
from llmselect.estimates.core.candidates import made_for
from llmselect.estimates.runs.run_estimates import RunEstimate, RunRequest, estimate_trials
from llmselect.overview.model_table import Panorama
from llmselect.overview.reference_machines import USUAL
from llmselect.reports.quality_radar import quality_radar, who_leads
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, model_link
from llmselect.ui.core.live_charts.radar_chart import draw_radar
from llmselect.ui.models import compare_choice, compare_table
from llmselect.ui.models.filters import use_in_words
from llmselect.ui.store import into_matrix

BEST = "★"
RADAR_HEIGHT = 360


class ComparedFact(NamedTuple):
    """One fact of every model: its words, and what the best of them is found by (None: no better or worse)."""

    label: str
    cells: list[str | None]
    worth: list[float | None] | None = None


def draw_comparison(overview: Panorama, settings: Settings, say: Voice) -> None:
    """The choice of models and of a quantization, the picture, the table."""
    names = compare_choice.names_of(overview)
    rows = compare_choice.choose_models(overview, names, say)
    if len(rows) < 2:
        st.info(say("compare.two"), icon=":material/compare_arrows:")
        return
    models = [overview.models[row] for row in rows]
    quantizations = [q.id for q in overview.catalog.file.quantizations]
    chosen = st.selectbox(
        say("compare.quantization"),
        quantizations,
        index=quantizations.index(USUAL),
        width=260,
        key="compare.quantization",
        persist_state="session",
    )
    bars = [_bar(overview, model, chosen or USUAL, settings) for model in models]
    titles = [names[model.id] for model in models]
    _pictures(overview, rows, titles, say)
    lines = [
        *_facts(overview, rows, say),
        *_qualities(overview, rows, say),
        *_prices(overview, rows, say),
        *_here(bars, chosen or USUAL, say),
    ]
    st.caption(say("compare.best"))
    compare_table.draw_compare_table([(line.label, _marked(line)) for line in lines], titles, say)
    with st.container(horizontal=True, key="compare.links"):
        for model, name in zip(models, titles, strict=True):
            model_link.draw_model_link(model, say, name)
    into_matrix.draw_bring_models([model.id for model in models], settings, say, "compare.into_matrix")


def _pictures(overview: Panorama, rows: Sequence[int], names: Sequence[str], say: Voice) -> None:
    """Where each is ahead, in a sentence; the radar, and beside it the same with intervals."""
    st.markdown(f"**{formatting.escape_markdown(who_leads(overview, rows, names, say))}**")
    marks = [
        Marks(name, tuple(overview.quality(use).row(row) for use in Use)) for row, name in zip(rows, names, strict=True)
    ]
    left, right = st.columns(2, gap="medium")
    with left:
        drawn = quality_radar(overview, rows, names, say)
        draw_radar(drawn, "compare.radar", say("compare.radar_alt"), RADAR_HEIGHT, legend=len(rows) > 1)
    with right:
        whiskers = qualities([say(use.label) for use in Use], marks, say("models.quality"), say)
        figures.draw_figure(whiskers, "compare.chart", say("compare.chart_alt"))


def _marked(line: ComparedFact) -> list[str | None]:
    """The cells, with the star where one is the best of several that differ."""
    worths = [worth for worth in line.worth or [] if worth is not None]
    if len(worths) < 2 or line.worth is None or min(worths) == max(worths):
        return line.cells
    best = max(worths)
    return [
        f"{BEST} {cell}" if cell is not None and worth == best else cell
        for cell, worth in zip(line.cells, line.worth, strict=True)
    ]


def _facts(overview: Panorama, rows: Sequence[int], say: Voice) -> list[ComparedFact]:
    models = [overview.models[row] for row in rows]
    licences = overview.catalog.licences

    def each(label: str, told: Callable[[LanguageModel], str | None]) -> ComparedFact:
        return ComparedFact(say(label), [told(model) for model in models])

    def licence(model: LanguageModel) -> str:
        mine = licences.get(model.licence or "")
        if mine is None:
            return say("card.no_licence")
        if mine.evidence is LicenceEvidence.UNVERIFIED:
            return say("card.licence_unverified", name=mine.name)
        return f"{mine.name}{say('card.colon')}{say(mine.commercial_use.label)}"

    freedoms = [_number(licences[m.licence].freedom if m.licence in licences else None) for m in models]
    contexts = [_number(m.context_tokens) for m in models]
    return [
        each("models.publisher", lambda m: m.publisher),
        each("models.family", lambda m: m.family),
        each("compare.size", lambda m: _billions(m.total_parameters, say)),
        each("compare.active", lambda m: _billions(m.active_parameters, say)),
        ComparedFact(say("models.context"), [None if c is None else say.number(c, 0) for c in contexts], contexts),
        ComparedFact(say("models.licence"), [licence(m) for m in models], freedoms),
        each("models.released", lambda m: None if m.release_date is None else say.day(m.release_date)),
        each("models.french", lambda m: formatting.yes_no(m.french, say)),
        each("models.tools", lambda m: formatting.yes_no(m.tool_use, say)),
        each("models.reasoning", lambda m: formatting.reasoning(m, say)),
        each("compare.inputs", lambda m: formatting.inputs_in_words(m, say)),
        ComparedFact(say("models.smallest"), [formatting.smallest_machine(overview, row, say) for row in rows]),
        each("models.downloads", lambda m: None if m.downloads_30d is None else say.number(m.downloads_30d, 0)),
    ]


def _qualities(overview: Panorama, rows: Sequence[int], say: Voice) -> list[ComparedFact]:
    lines: list[ComparedFact] = []
    for use in Use:
        triples = [overview.quality(use).row(row) for row in rows]
        cells: list[str | None] = [
            say("how.range", likely=say.number(likely, 0), low=say.number(low, 0), high=say.number(high, 0))
            for low, likely, high in triples
        ]
        label = say("compare.quality", use=use_in_words(use, say))
        lines.append(ComparedFact(label, cells, [round(likely) for _, likely, _ in triples]))
    return lines


def _prices(overview: Panorama, rows: Sequence[int], say: Voice) -> list[ComparedFact]:
    offers = [overview.offer(row) for row in rows]
    blended: list[float | None] = [_number(float(overview.blended_usd[row])) for row in rows]
    price = [
        None
        if offer is None
        else say(
            "compare.price",
            input=formatting.dollars(float(overview.input_usd[row]), say),
            output=formatting.dollars(float(overview.output_usd[row]), say),
            provider=overview.catalog.providers[offer.provider].name,
        )
        for offer, row in zip(offers, rows, strict=True)
    ]
    count = [float(len(overview.offers_of(row))) for row in rows]
    return [
        ComparedFact(say("compare.cheapest"), list(price), [None if usd is None else -usd for usd in blended]),
        ComparedFact(say("compare.offers"), [say.number(n, 0) for n in count]),
    ]


def _here(bars: Sequence[RunEstimate | None], quantization: str, say: Voice) -> list[ComparedFact]:
    """Memory, fit and speed on the visitor's machine."""
    speeds = [bar.decode_tokens_per_s if bar else None for bar in bars]
    return [
        ComparedFact(
            say("compare.memory", quantization=quantization),
            [say.gib(bar.total_bytes) if bar else None for bar in bars],
            [-bar.total_bytes if bar else None for bar in bars],
        ),
        ComparedFact(
            say("models.here"),
            [say(bar.fit.label) if bar else None for bar in bars],
            [float(bar.fit) if bar else None for bar in bars],
        ),
        ComparedFact(
            say("compare.speed"),
            [formatting.spread(each, say("how.per_s"), say) if each else None for each in speeds],
            [each.likely if each else None for each in speeds],
        ),
    ]


def _bar(overview: Panorama, model: LanguageModel, quantization: str, settings: Settings) -> RunEstimate | None:
    """The run on the visitor's machine; None where the shape is not published or nobody stores it so."""
    chosen = overview.catalog.quantization(quantization)
    if model.architecture is None or not made_for(model, chosen):
        return None
    trial = RunRequest(settings.machine, settings.workload, chosen)
    (bar,) = estimate_trials(overview.catalog, model.architecture, [trial])
    return bar


def _number(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else float(value)


def _billions(count: float | None, say: Voice) -> str | None:
    if not count:
        return None
    return say("memory.size", total=say.number(count / 1e9, formatting.digits_for(count / 1e9)))
