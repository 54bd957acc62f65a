"""A meeting as rows for CSV and as a JSON document: who weighed how, and what all of it says together."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from llmselect.workshop.meeting import Entry, HostView
from llmselect.workshop.tally import Tally, tally

FIRST_COLUMNS = ("round", "participant", "invented", "finished", "own_first", "regret_points")


def meeting_columns(view: HostView) -> tuple[str, ...]:
    """Names of the columns of `meeting_rows`."""
    return (*FIRST_COLUMNS, *(f"share_of_{criterion.id}" for criterion in view.meeting.case.criteria))


def meeting_rows(view: HostView) -> Iterator[dict[str, object]]:
    """One row for each ballot of each round; without nicknames where the host hides them."""
    case = view.meeting.case
    for round in range(1, view.meeting.round + 1):
        count = round_tally(view, round)
        if count is None:
            continue
        for person, (name, entry) in enumerate(_voters(view, round)):
            first = case.candidates[int(count.scores[person].argmax())].name
            regret = round_off(float(count.regrets[person]))
            cells = (round, name, entry.invented, entry.ballots[round].finished, first, regret)
            shares = {
                f"share_of_{criterion.id}": round_off(float(count.shares[person, column]))
                for column, criterion in enumerate(case.criteria)
            }
            yield {**dict(zip(FIRST_COLUMNS, cells, strict=True)), **shares}


def round_tally(view: HostView, round: int) -> Tally | None:
    """The count of one round; None where nobody voted in it."""
    return tally(view.meeting.case, view.ballots(round))


def shown_names(view: HostView) -> Mapping[str, str]:
    """What stands for each participant: the nickname, or a number where the host hides names."""
    if view.meeting.names_hidden:
        return {entry.id: f"#{number}" for number, entry in enumerate(view.entries, 1)}
    names = told_apart([entry.nickname for entry in view.entries])
    return {entry.id: name for entry, name in zip(view.entries, names, strict=True)}


def told_apart(names: Iterable[str]) -> list[str]:
    """The names, each that repeats an earlier one with a number: Ana, Ana 2. Capitals make no other name.

    Only the host reads them: who joins is never told that somebody of that name is there.
    """
    found, taken, often = list[str](), set[str](), Counter[str]()
    for name in names:
        folded = unicodedata.normalize("NFKC", name).casefold()
        often[folded] += 1
        number = often[folded]
        while f"{folded} {number}" in taken or (number == 1 and folded in taken):
            number += 1
        found.append(name if number == 1 else f"{name} {number}")
        taken.add(folded if number == 1 else f"{folded} {number}")
    return found


def _voters(view: HostView, round: int) -> Iterator[tuple[str, Entry]]:
    names = shown_names(view)
    return ((names[entry.id], entry) for entry in view.entries if round in entry.ballots)


def round_off(value: float) -> float:
    """Six digits after the point: more than any slider can say."""
    return round(value, 6)


def meeting_document(view: HostView) -> bytes:
    """The whole meeting: case, ballots, and the result of each round."""
    meeting = view.meeting
    rounds = {number: round_tally(view, number) for number in range(1, meeting.round + 1)}
    document = {
        "meeting": meeting.title,
        "practice_with_invented_participants": meeting.practice,
        "case": meeting.case.model_dump(mode="json"),
        "ballots": list(meeting_rows(view)),
        "rounds": {str(number): _result(count) for number, count in rounds.items() if count is not None},
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _result(count: Tally) -> dict[str, object]:
    case = count.values.case
    candidates = [candidate.id for candidate in case.candidates]
    criteria = [criterion.id for criterion in case.criteria]
    by_candidate = {
        "group_scores_of_100": count.group_scores,
        "borda_points": count.borda,
        "first_for_people": count.first_counts,
    }
    return {
        "people": len(count),
        "group_shares": dict(zip(criteria, map(round_off, map(float, count.group_shares)), strict=True)),
        **{
            name: dict(zip(candidates, map(round_off, map(float, column)), strict=True))
            for name, column in by_candidate.items()
        },
        "kendall_w": None if count.agreement is None else round_off(count.agreement),
        "camps": None if count.camps is None else count.camps.in_second.astype(int).tolist(),
    }
