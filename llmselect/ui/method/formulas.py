"""The formulas in readable form, each with what its letters mean, and every constant with its origin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from llmselect.estimates.accuracy.evidence import partial_offload_rows
from llmselect.estimates.accuracy.fitted_factors import Factor
from llmselect.estimates.accuracy.points import PHASES
from llmselect.estimates.core.engines import MICRO_BATCH
from llmselect.estimates.measured.load import speed_factors
from llmselect.estimates.measured.records import DECODE, PREFILL
from llmselect.estimates.memory.kv_cache import PADDING
from llmselect.estimates.memory.memory_use import (
    BLACKWELL_CONTEXT_BYTES,
    CONTEXT_BYTES,
    LARGE_APPLE_SHARE,
    SMALL_APPLE_SHARE,
)
from llmselect.estimates.speed.decode import FIRST_TOKEN_FACTOR
from llmselect.estimates.speed.factors import GROUPS, PARTIAL_RANGE, UNMEASURED_LOW
from llmselect.estimates.speed.interconnect import INTERCONNECTS, Interconnect
from llmselect.text import Text, Voice
from llmselect.ui.core import tables
from llmselect.ui.method import method_labels
from llmselect.ui.store import cached
from llmselect.units import GB

MEMORY = (
    r"M = W + \text{KV} + B + R",
    r"W = \sum_i n_i\,b_i \qquad \text{KV} = u \sum_l c_l\,(k_l + v_l)",
    r"c_l = \min\left(\lceil c \rceil_{256},\; \lceil w + 512 \rceil_{256}\right)",
)
DECODE_TIME = (
    r"t = \frac{r\,W + k\,\text{KV}}{\beta} + \frac{2P}{\tau}\,o + L\,(a + m + h + g) + (d - 1)\,p",
    r"\frac{1}{t} \le \frac{\beta}{W + \text{KV}}",
)
PREFILL_TIME = (
    r"t = \frac{2P}{\tau}\,f + \frac{A}{\tau}\,q + \frac{\text{KV}}{32\,\beta}\,n + \frac{1}{512}"
    r"\left(\frac{F}{\beta}\,e + L\,s\right)",
)
FINISH = rf"T = {FIRST_TOKEN_FACTOR}\,\frac{{x}}{{v_p}} + \frac{{y}}{{v_d}}"
_streamlit: Any = st  # its latex names a library that has no stubs
GIGABYTES = Text("GB", "Go")
LLAMA_CPP = "https://github.com/ggml-org/llama.cpp"


@dataclass(frozen=True, slots=True)
class Topic:
    """One drawer: keys of its title and of its explanation, formulas, and what stands below."""

    key: str
    title: str
    words: str
    formulas: Sequence[str] = ()
    below: Callable[[Voice], None] | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that is not fitted: what it is, how it is written, where it comes from."""

    name: Text
    number: float
    write: Callable[[float, Voice], str]
    origin: Text
    address: str | None = None


def _count(number: float, say: Voice) -> str:
    return say.number(number, 0)


def _factor_of(number: float, say: Voice) -> str:
    return say.number(number, 2)


def _share(number: float, say: Voice) -> str:
    return say.percent(number)


def _gigabytes(number: float, say: Voice) -> str:
    return f"{say.number(number / GB, 2)} {say(GIGABYTES)}"


def _gigabytes_per_s(number: float, say: Voice) -> str:
    return f"{_gigabytes(number, say)}/s"


def _link_speed(link: Interconnect) -> Constant:
    """One direction of a link between devices; name and source stand beside the value that is computed with."""
    return Constant(link.name, link.bytes_per_s, _gigabytes_per_s, link.source)


CONSTANTS = (
    Constant(
        Text("cells of a cache are rounded up to", "les cellules d’un cache sont arrondies à"),
        PADDING,
        _count,
        Text("llama.cpp, src/llama-kv-cache.cpp", "llama.cpp, src/llama-kv-cache.cpp"),
        LLAMA_CPP,
    ),
    Constant(
        Text("prompt tokens read at once", "jetons de prompt lus d’un coup"),
        MICRO_BATCH,
        _count,
        Text("llama.cpp, the default of --ubatch-size", "llama.cpp, valeur par défaut de --ubatch-size"),
        LLAMA_CPP,
    ),
    Constant(
        Text("context of the driver on a card", "contexte du pilote sur une carte"),
        CONTEXT_BYTES,
        _gigabytes,
        Text("measured on Ada, used for other cards", "mesuré sur Ada, utilisé pour les autres cartes"),
    ),
    Constant(
        Text("the same on Blackwell", "le même sur Blackwell"),
        BLACKWELL_CONTEXT_BYTES,
        _gigabytes,
        Text("measured on Blackwell", "mesuré sur Blackwell"),
    ),
    Constant(
        Text("share of an Apple's memory, up to 36 GiB", "part de la mémoire d’un Apple, jusqu’à 36 Gio"),
        SMALL_APPLE_SHARE,
        _share,
        Text("Metal's recommended working set, read 2026-11-21", "ensemble recommandé par Metal, lu le 21-11-2026"),
        f"{LLAMA_CPP}/issues/1870",
    ),
    Constant(
        Text("the same above 36 GiB", "la même au-delà de 36 Gio"),
        LARGE_APPLE_SHARE,
        _share,
        Text("Metal's recommended working set, read 2026-11-21", "ensemble recommandé par Metal, lu le 21-11-2026"),
        f"{LLAMA_CPP}/issues/1870",
    ),
    *map(_link_speed, INTERCONNECTS),
    Constant(
        Text(
            "time to first token, relative to reading the prompt",
            "délai du premier jeton, rapporté à la lecture du prompt",
        ),
        FIRST_TOKEN_FACTOR,
        _factor_of,
        Text("a judgement: no published row tests it", "un jugement : aucune ligne publiée ne le vérifie"),
    ),
)


def draw_formulas(say: Voice) -> None:
    """A drawer a formula; what is closed costs nothing but its words."""
    st.header(say("method.formulas"), anchor="formulas")
    st.markdown(say("method.formulas_lead"))
    for topic in TOPICS:
        drawer = st.expander(say(topic.title), key=f"method.{topic.key}", on_change="rerun", icon=":material/function:")
        if drawer.open:
            with drawer:
                for formula in topic.formulas:
                    _streamlit.latex(formula)
                st.markdown(say(topic.words, padding=PADDING, micro_batch=MICRO_BATCH))
                if topic.below is not None:
                    topic.below(say)


def _constants(say: Voice) -> None:
    """A table of words, since a link may be missing without being unknown."""
    head = f"| {say('method.what')} | {say('method.value')} | {say('method.origin')} |\n|---|---|---|"
    lines = [
        f"| {say(each.name)} | {each.write(each.number, say)} | {_link(say(each.origin), each.address)} |"
        for each in CONSTANTS
    ]
    st.markdown("\n".join([head, *lines]))


def _link(words: str, address: str | None) -> str:
    return f"[{words}]({address})" if address else words


def _factors(phase: str, say: Voice) -> None:
    """Chosen by name, since there are two hundred; those that nobody measured say so."""
    factors = cached.factors(phase)
    names = list(dict.fromkeys(factor.table for factor in factors))
    name = st.selectbox(
        say("method.factor"),
        names,
        key=f"method.factor.{phase}",
        persist_state="session",
        width=420,
        format_func=lambda table: _factor(table, say),
    )
    own = [factor for factor in factors if factor.table == (name or names[0])]
    st.caption(
        say(
            "method.factors_say",
            n=say.number(len(factors), 0),
            rows=speed_factors().origin.rows,
            day=speed_factors().origin.newest_row,
        )
    )
    tables.draw_table(_table(own, say), say("method.factors_alt"), say, key=f"method.factors.{phase}")


def _factor(table: str, say: Voice) -> str:
    known = method_labels.FACTORS.get(table)
    return f"{say(known)} ({table})" if known else table


def _table(own: Sequence[Factor], say: Voice) -> tables.Columns:
    ordered = sorted(own, key=lambda factor: -factor.rows)
    columns: tables.Columns = {
        say("method.of"): [method_labels.label(factor.label, say) for factor in ordered],
        say("method.value"): [factor.value for factor in ordered],
        say("method.rows"): [factor.rows for factor in ordered],
    }
    if not all(factor.rows for factor in own):
        columns[say("method.note")] = ["" if factor.rows else say("method.prior") for factor in ordered]
    return columns


def _ranges(say: Voice) -> None:
    """Low and high over the likely speed, by group."""
    stored = speed_factors().ranges
    columns: tables.Columns = {say("method.group"): [say(method_labels.RANGES[group]) for group in GROUPS]}
    for phase in PHASES:
        columns[say(method_labels.PHASES[phase])] = [_times(stored[phase][group], say) for group in GROUPS]
    tables.draw_table(columns, say("method.ranges"), say, key="method.ranges_table")
    figures = {phase: say.number(UNMEASURED_LOW[phase], 2) for phase in PHASES}
    st.caption(say("method.ranges_more", partial=_times(PARTIAL_RANGE, say), rows=partial_offload_rows(), **figures))


def _times(ends: tuple[float, float], say: Voice) -> str:
    low, high = ends
    return f"× {say.number(low, 2)} – {say.number(high, 2)}"


TOPICS = (
    Topic("of_memory", "method.of_memory", "method.words_memory", MEMORY, _constants),
    Topic("of_decode", "method.of_decode", "method.words_decode", DECODE_TIME, lambda say: _factors(DECODE, say)),
    Topic("of_prefill", "method.of_prefill", "method.words_prefill", PREFILL_TIME, lambda say: _factors(PREFILL, say)),
    Topic("of_finish", "method.of_finish", "method.words_finish", (FINISH,)),
    Topic("ranges", "method.ranges", "method.words_ranges", (), _ranges),
    Topic("of_users", "method.of_users", "method.words_users"),
    Topic("of_own", "method.of_own", "method.words_own"),
)
