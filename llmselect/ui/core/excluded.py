"""What the requirements keep out, nearest misses first, by requirement, with a button that lets them in."""

import streamlit as st

from llmselect.reports.left_out import SEVERAL, ExcludedGroup, admitting, excluded_groups, lowered
from llmselect.reports.story import not_stated
from llmselect.scoring.ranking.places import Exclusion
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.scoring.robustness.exclusion_remedies import exclusion_remedy
from llmselect.text import Voice
from llmselect.ui.core import formatting, state

AT_A_TIME = 8
KEY = "choose.excluded"
_GROUP = "choose.excluded_group"


def draw_excluded(recommendation: Recommendation, say: Voice, label: str | None = None) -> None:
    """A closed list of the excluded models; worked out once somebody opens it."""
    drawer = st.expander(label or _label(recommendation, say), icon=":material/block:", on_change="rerun", key=KEY)
    if drawer.open:
        with drawer:
            _list(recommendation, say)


def _label(recommendation: Recommendation, say: Voice) -> str:
    return say("excluded.title_n", n=say.number(recommendation.excluded_count, 0))


def _list(recommendation: Recommendation, say: Voice) -> None:
    groups = {group.code: group for group in excluded_groups(recommendation)}
    if not groups:
        st.markdown(say("excluded.none"))
        return
    if st.session_state.get(_GROUP) not in groups:
        st.session_state[_GROUP] = next(iter(groups))
    chosen = st.pills(
        say("excluded.by_reason"),
        list(groups),
        format_func=lambda code: _group_name(groups[code], say),
        key=_GROUP,
        required=True,
    )
    _group(recommendation, groups[chosen or next(iter(groups))], say)
    if recommendation.not_stated:
        st.caption(say("excluded.not_stated", what=not_stated(recommendation, say)))


def _group_name(group: ExcludedGroup, say: Voice) -> str:
    label = say("excluded.several") if group.code == SEVERAL else say(BY_CODE[group.code].failing)
    return f"{label} · {say.number(len(group.rows), 0)}"


def _group(recommendation: Recommendation, group: ExcludedGroup, say: Voice) -> None:
    """The button, then the models with their reasons, some at a time."""
    lower = lowered(recommendation, group)
    relaxed = lower or admitting(group.code, recommendation.requirements)
    if relaxed is not None:
        words = say.count(len(group.rows), "excluded.let_in_one", "excluded.let_in")
        change = say("excluded.drop") if lower is None else _lower(getattr(lower, group.code), say)
        words = f"{words}{say('card.colon')}{change}"
        if st.button(words, icon=":material/lock_open:", key=f"excluded.let_in_{group.code}"):
            state.ask(state.read().model_copy(update={"requirements": relaxed}))
            st.rerun()
    pages = -(-len(group.rows) // AT_A_TIME)
    page = st.pagination(pages, key=f"choose.excluded_page_{group.code}") if pages > 1 else 1
    rows = group.rows[(page - 1) * AT_A_TIME : page * AT_A_TIME]
    st.markdown("\n".join(f"- {_line(exclusion, say)}" for exclusion in recommendation.exclusions(rows)))


def _lower(limit: float, say: Voice) -> str:
    return say("excluded.lower", limit=say.number(limit, 0 if limit == int(limit) else 2))


def _line(exclusion: Exclusion, say: Voice) -> str:
    """Its name, how it would run, every reason, and the smallest change that would help."""
    candidate = exclusion.candidate
    name = formatting.escape_markdown(formatting.name(candidate, say))
    how = formatting.escape_markdown(formatting.runtime_label(candidate, say))
    reasons = " ".join(formatting.escape_markdown(say(reason.message)) for reason in exclusion.reasons)
    remedies = (exclusion_remedy(candidate, reason.code) for reason in exclusion.reasons)
    fixes = " ".join(dict.fromkeys(f"**{formatting.escape_markdown(say(fix))}**" for fix in remedies if fix))
    return f"**{name}** :gray[({how})] · {reasons} {fixes}".strip()
