"""The assistant's answer on the page: three candidates and why, what was left out, how sure, what would change it."""

from collections.abc import Iterable

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Fit
from llmselect.reports import story
from llmselect.reports.story import Confidence, Portrait
from llmselect.scoring.elicitation import questionnaire
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.requirements import REQUIREMENTS
from llmselect.settings import Requirements, Settings
from llmselect.text import Language, Text, Voice, capitalized
from llmselect.ui.core import excluded, formatting
from llmselect.ui.home import other_answers

MOST_REASONS = 3


def draw_recommendation(
    catalog: Catalog, recommendation: Recommendation, settings: Settings, answers: dict[str, str], say: Voice
) -> None:
    """Everything that follows from the answers, quick parts first."""
    portraits = story.portraits(recommendation)
    enough = len(portraits) == story.SHOWN
    st.subheader(say("assistant.answer" if enough else "assistant.answer_few"), anchor=False)
    st.caption(_means(settings, say))
    if not portraits:
        why = questionnaire.contradiction(answers) or story.confidence(recommendation).sentences[-1]
        st.warning(say("assistant.none", why=say(why)), icon=":material/filter_alt_off:")
    for portrait in portraits:
        with st.container(border=True, gap="xsmall"):
            _portrait(portrait, recommendation.rank_shown(portrait.place.rank), say)
    _unproven(recommendation, say)
    _left_out(recommendation, say)
    if portraits:
        neutral = settings.model_copy(update={"language": Language.EN})
        _sure(_confidence(recommendation.estimates.facts_version, recommendation, neutral), say)
        other_answers.draw_other_answers(catalog, recommendation, settings, answers, say)


def _means(settings: Settings, say: Voice) -> str:
    """What the answers stand for, in the figures of the settings."""
    workload, needs = settings.workload, settings.requirements
    machine = settings.machine.accelerator or capitalized(say("memo.host_alone"))
    if settings.machine.count > 1:
        machine = f"{settings.machine.count} × {machine}"
    means = say(
        "assistant.means",
        machine=say(questionnaire.NO_MACHINE_USED) if needs.served else formatting.escape_markdown(machine),
        requests=say.number(workload.requests_per_month, 0),
        prompt=say.number(workload.prompt_tokens, 0),
        output=say.number(workload.output_tokens, 0),
        context=say.number(workload.context_tokens, 0),
    )
    required = [r.label for r in REQUIREMENTS if r.is_asked(needs) and not r.is_asked(Requirements())]
    return f"{means} · {say('assistant.requirements', names=_listed(required, say))}" if required else means


def _listed(labels: Iterable[Text], say: Voice) -> str:
    """Labels inside a sentence: only a name keeps its capitals."""
    return ", ".join(words[:1].lower() + words[1:] for words in map(say, labels))


def _unproven(recommendation: Recommendation, say: Voice) -> None:
    """What only its evidence keeps out, where it would be among the first."""
    places = [place for place in recommendation.unproven(story.SHOWN) if place.rank <= story.SHOWN]
    if places:
        names = ", ".join(
            f"{formatting.escape_markdown(place.candidate.model.name)} ({say('assistant.would_be', rank=place.rank)})"
            for place in places
        )
        st.markdown(say("assistant.unproven", models=names))


def _portrait(portrait: Portrait, rank: str, say: Voice) -> None:
    place, candidate = portrait.place, portrait.place.candidate
    model, runtime = (
        formatting.escape_markdown(candidate.model.name),
        formatting.escape_markdown(formatting.runtime_label(candidate, say)),
    )
    st.caption(f"{say(portrait.role)} · {say.number(place.score, 0)} {say('home.points')}")
    st.markdown(f"**{rank if rank.endswith('=') else f'{rank}.'} {model}** · {runtime}")
    st.progress(min(place.score / 100, 1.0))
    points = [formatting.escape_markdown(say(point.words)) for point in portrait.points]
    if candidate.fit is Fit.PARTIAL:
        points.append(say("choose.partial"))
    if place.unknown:
        points.append(say("choose.unknown", high=say.number(place.score_high, 0)))
    st.markdown("\n".join(f"- {point}" for point in points))
    quality = say("how.unknown") if candidate.quality is None else say.number(candidate.quality.likely, 0)
    dollars = formatting.dollars(candidate.cost_usd_per_1000_requests, say)
    cost = say("home.cost_unknown" if candidate.cost_usd_per_1000_requests is None else "home.cost", cost=dollars)
    st.caption(
        formatting.escape_markdown(
            say(
                "home.facts",
                quality=f"{quality} ({formatting.evidence(candidate, say)})",
                cost=cost,
                level=candidate.privacy_level,
            )
        )
    )


def _left_out(recommendation: Recommendation, say: Voice) -> None:
    """How many and mostly why; the list itself waits until somebody opens it."""
    left = story.left_out(recommendation)
    if not left.models:
        st.markdown(say("assistant.none_excluded", among=say.number(left.among, 0)))
        return
    reasons = ", ".join(f"{_listed([label], say)} ({say.number(n, 0)})" for label, n in left.reasons[:MOST_REASONS])
    figures = {"models": say.number(left.models, 0), "among": say.number(left.among, 0)}
    st.markdown(say("assistant.excluded", reasons=reasons, **figures))
    excluded.draw_excluded(recommendation, say)


@st.cache_resource(max_entries=64, show_spinner=False)
def _confidence(version: tuple[int, int], _found: Recommendation, settings: Settings) -> Confidence:
    """Ten thousand draws: most visitors of a room give the same answers, so they are kept."""
    return story.confidence(_found)


def _sure(confidence: Confidence, say: Voice) -> None:
    sentences = " ".join(formatting.escape_markdown(say(sentence)) for sentence in confidence.sentences)
    if confidence.verdict is None:
        st.markdown(say("assistant.robustness_without_verdict", sentences=sentences))
    else:
        st.markdown(
            say("assistant.robustness", verdict=capitalized(say(confidence.verdict.value)), sentences=sentences)
        )
    if confidence.change is not None:
        st.markdown(say("assistant.change", sentence=formatting.escape_markdown(say(confidence.change))))
