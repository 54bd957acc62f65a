"""The type of one requirement (a hard filter): which candidates meet it, and the sentence for those that do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.settings import Requirements
from llmselect.text import UNKNOWN, Blank, Text, in_both
from llmselect.units import Bools

NOT_STATED = Text(
    "Not stated by any source: “{capability}”.", "Aucune source ne se prononce sur «\u202f{capability}\u202f»."
)


def _nothing(_: Candidate, __: Requirements) -> Mapping[str, Blank]:
    return {}


@dataclass(frozen=True, slots=True)
class Requirement:
    """A hard filter: `met` gives one boolean a candidate, `sentence` the reason for those that do not meet it."""

    code: str
    """The field of Requirements that asks for it; also its name on the command line."""
    label: Text
    failing: Text
    """The same as the name of what is wrong with a candidate that does not meet it."""
    met: Callable[[CandidateEstimates, Requirements], Bools]
    sentence: Text
    blanks: Callable[[Candidate, Requirements], Mapping[str, Blank]] = field(default=_nothing)
    asked: Callable[[Requirements], bool] | None = None
    """None: asked when the field is set."""
    stated: Callable[[CandidateEstimates], Bools] | None = None
    """Rows of which the catalog's sources say yes or no; None where nothing has to be stated. Unknown is not no: what
    is kept out because nothing is stated is counted apart."""

    def is_asked(self, requirements: Requirements) -> bool:
        """Whether the visitor asks for it."""
        if self.asked is not None:
            return self.asked(requirements)
        value = getattr(requirements, self.code)
        return value is not None and value is not False

    def reason(self, candidate: Candidate, requirements: Requirements) -> Text:
        """Why that candidate does not meet it, in both languages."""
        if self.stated is not None and not self.stated(candidate.assessment)[candidate.row]:
            return in_both(NOT_STATED, capability=lambda say: say(self.label))
        return in_both(self.sentence, **self.blanks(candidate, requirements))


def gib_blank(size_bytes: float | None) -> Blank:
    """The blank of a memory size in GiB; None gives the word for unknown."""
    return lambda voice: voice(UNKNOWN) if size_bytes is None else voice.gib(size_bytes)
