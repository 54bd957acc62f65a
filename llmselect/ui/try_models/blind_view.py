"""Blind comparison: two answers without names, the vote, and the ratings that are shown once names are revealed."""

import streamlit as st

from llmselect.bench.results.blind_votes import BlindPair, VoteRating, next_pair, ratings, votes_needed, wins
from llmselect.bench.trial.plan import TrialCell
from llmselect.bench.trial.record import Preferred, TrialRecord, Vote, Voter
from llmselect.text import Voice
from llmselect.ui.core import tables
from llmselect.ui.try_models.answers_view import plain
from llmselect.ui.try_models.trial_state import trial_state
from llmselect.ui.try_models.two_line_table import draw_two_line_table

BUTTONS = ((Preferred.LEFT, "try.left_better"), (Preferred.TIE, "try.tie"), (Preferred.RIGHT, "try.right_better"))


def draw_blind(record: TrialRecord, say: Voice) -> None:
    """The next two answers to compare, and behind a switch what the votes so far say."""
    state = trial_state()
    st.caption(say("try.blind_help"))
    if state.blind is None:
        state.blind = next_pair(record, state.dice)
    if state.blind is None:
        st.info(say("try.nothing_to_compare"), icon=":material/info:")
    else:
        _pair(record, state.blind, say)
    counted = record.votes_of(Voter.VISITOR)
    if counted and st.toggle(say.count(len(counted), "try.reveal_one", "try.reveal"), key="try.reveal"):
        _ratings(record, say)


def _pair(record: TrialRecord, pair: BlindPair, say: Voice) -> None:
    task = next(task for task in record.plan.tasks if task.id == pair.task)
    with st.expander(say("try.prompt"), key="try.blind_prompt", expanded=len(task.prompt) < 600):
        plain(task.prompt)
    for column, position, letter in zip(st.columns(2), (pair.left, pair.right), "AB", strict=True):
        with column, st.container(border=True):
            st.markdown(f"**{say('try.answer_letter', letter=letter)}**")
            plain(record.by_cell[TrialCell(position, pair.task, 0)].text)
    with st.container(horizontal=True, key="try.votes"):
        for choice, words in BUTTONS:
            st.button(say(words), key=f"try.vote.{choice}", on_click=_vote, args=(pair, choice))


def _vote(pair: BlindPair, choice: Preferred) -> None:
    state = trial_state()
    if state.blind == pair:  # a second press of the same button is no second vote
        state.vote(Vote(task=pair.task, left=pair.left, right=pair.right, choice=choice))


def _ratings(record: TrialRecord, say: Voice) -> None:
    found = ratings(record, Voter.VISITOR)
    if found is None:
        return
    names = [contestant.name for contestant in record.plan.contestants]
    draw_two_line_table(rating_columns(names, found, say), say("try.ratings_alt"), say, "try.ratings_table")
    draw_two_line_table(vote_columns(record, names, say), say("try.votes_alt"), say, "try.votes_table")
    table = wins(record.votes_of(Voter.VISITOR), len(names))
    between = table + table.T
    first, second = divmod(int(between.argmax()), len(names))
    share = float(table[first, second] / between[first, second])
    needed = votes_needed(share)
    if needed is None:
        settled = say("try.votes_even")
    else:
        settled = say("try.votes_needed", share=say.percent(max(share, 1 - share)), n=say.number(needed, 0))
    st.caption(f"{say('try.ratings_method')} {settled}")


def vote_columns(record: TrialRecord, names: list[str], say: Voice) -> tables.Columns:
    """A row for each vote of the visitor, the last first: whose answers stood where, and which was preferred."""
    votes = record.votes_of(Voter.VISITOR)[::-1]
    return {
        say("try.task"): [vote.task for vote in votes],
        say("try.answer_letter", letter="A"): [names[vote.left] for vote in votes],
        say("try.answer_letter", letter="B"): [names[vote.right] for vote in votes],
        say("try.preferred"): [_preferred(vote, names, say) for vote in votes],
    }


def _preferred(vote: Vote, names: list[str], say: Voice) -> str:
    if vote.choice is Preferred.TIE:
        return say("try.tie")
    return names[vote.left if vote.choice is Preferred.LEFT else vote.right]


def rating_columns(names: list[str], found: tuple[VoteRating, ...], say: Voice) -> tables.Columns:
    """A row for each contestant: its rating with the interval, and its votes."""
    return {
        say("try.contestant"): list(names),
        say("try.rating"): [round(each.elo.mean) for each in found],
        say("try.low"): [round(each.elo.low) for each in found],
        say("try.high"): [round(each.elo.high) for each in found],
        say("try.won"): [each.won for each in found],
        say("try.vote_count"): [each.votes for each in found],
    }
