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
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, model_link, tables
from llmselect.ui.models.filters import use_in_words

PARAMETER = "compare"
MOST = 4
BEST = "★"
_CHOSEN = "compare.models"


class ComparedFact(NamedTuple):
    """One fact of every model: its words, and what the best of them is found by (None: no better or worse)."""

    label: str
    cells: list[str | None]
    worth: list[float | None] | None = None


def asked() -> bool:
    """Whether the address bar names models to compare."""
    return bool(st.query_params.get(PARAMETER))


def draw_comparison(overview: Panorama, settings: Settings, say: Voice) -> None:
    """The choice of models and of a quantization, the picture, the table."""
    rows = _choose(overview, say)
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
    _picture(overview, rows, say)
    lines = [
        *_facts(overview, rows, say),
        *_qualities(overview, rows, say),
        *_prices(overview, rows, say),
        *_here(bars, chosen or USUAL, say),
    ]
    columns: tables.Columns = {say("compare.fact"): [line.label for line in lines]}
    for i, model in enumerate(models):
        name = model.name if model.name not in columns else model.id
        columns[name] = [_marked(line, i) for line in lines]
    st.caption(say("compare.best"))
    _table(columns, len(lines), say)
    with st.container(horizontal=True, key="compare.links"):
        for model in models:
            model_link.draw_model_link(model, say, model.name)


def _table(columns: tables.Columns, count: int, say: Voice) -> None:
    look = {name: st.column_config.TextColumn(width="medium") for name in columns}
    look[say("compare.fact")] = st.column_config.TextColumn(width=190, pinned=True)
    tables.draw_table(columns, say("compare.alt"), say, look, key="compare.table", rows_in_sight=count)


def _choose(overview: Panorama, say: Voice) -> list[int]:
    """The models in the address bar on the first run, later those of the list; unknown names are shown as such."""
    if _CHOSEN not in st.session_state:
        named = [name for name in (st.query_params.get(PARAMETER) or "")[:400].split(",") if name]
        st.session_state[_CHOSEN] = list(
            dict.fromkeys(overview.models[overview.position[name]].id for name in named if name in overview.position)
        )[:MOST]
        if lost := [name[:60] for name in named if name not in overview.position]:
            st.warning(say("compare.unknown", names=formatting.escape_markdown(say.list(lost))), icon=":material/help:")
    names = {model.id: model.name for model in overview.models}
    chosen = st.multiselect(
        say("compare.models"),
        list(names),
        format_func=lambda each: names[each],
        max_selections=MOST,
        key=_CHOSEN,
        placeholder=say("compare.which"),
        persist_state="session",
        filter_mode="contains",
        select_all=False,
    )
    if chosen:
        st.query_params[PARAMETER] = ",".join(chosen)
    else:
        st.query_params.pop(PARAMETER, None)
    return [overview.position[name] for name in chosen]


def forget() -> None:
    """The address names nobody while another view is looked at."""
    st.query_params.pop(PARAMETER, None)


def _picture(overview: Panorama, rows: Sequence[int], say: Voice) -> None:
    marks = [Marks(overview.models[row].name, tuple(overview.quality(use).row(row) for use in Use)) for row in rows]
    figure = qualities([say(use.label) for use in Use], marks, say("models.quality"), say)
    figures.draw_figure(figure, "compare.chart", say("compare.chart_alt"))


def _marked(line: ComparedFact, i: int) -> str | None:
    """The cell, with the star where it is the best of several that differ."""
    cell = line.cells[i]
    if cell is None or line.worth is None:
        return cell
    known_worths = [worth for worth in line.worth if worth is not None]
    best = max(known_worths, default=None)
    alone = len(known_worths) > 1 and min(known_worths) < max(known_worths)
    return f"{BEST} {cell}" if alone and line.worth[i] == best else cell


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
        each("compare.inputs", lambda m: ", ".join(m.inputs)),
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
