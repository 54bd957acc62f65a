"""The questions on the organisation: views on the requirements' organisation, which each answer changes."""

import streamlit as st

from llmselect.estimates.cost.currency import RATE_DAY, USD_PER_EUR, Currency, from_usd, in_usd
from llmselect.law.verdicts import QUESTION_LABELS, LicenceQuestion
from llmselect.settings import Organisation, Serving, Settings
from llmselect.text import Voice
from llmselect.ui.core import state

ORGANISATION = state.key("requirements", "organisation")
IN_EU, REVENUE, USERS, SERVING, TRAINS, PUBLIC = (
    f"privacy.{name}" for name in ("in_eu", "revenue", "users", "serving", "trains", "public_body")
)
YES_NO = {"yes": True, "no": False}
WORDS = {"yes": "law.yes", "no": "law.no"}
UNSET = "unset"
MILLION = 1e6
MOST_MILLIONS = 8_000_000.0
"""Of euros: just under the limit of the settings, which is in dollars."""


def draw_organisation(settings: Settings, say: Voice) -> None:
    """The questions in two rows; an answer left out stays open."""
    given = settings.requirements.organisation
    _show(given)
    with st.container(horizontal=True, vertical_alignment="bottom", key="privacy.answers"):
        _yes_no(IN_EU, say(QUESTION_LABELS[LicenceQuestion.IN_EU]), say)
        _yes_no(PUBLIC, say("law.public_body"), say)
        _revenue(say)
        st.number_input(
            say(QUESTION_LABELS[LicenceQuestion.USERS]),
            0,
            10**10,
            step=1000,
            key=USERS,
            on_change=_changed,
            placeholder=say("law.not_said"),
            width=300,
        )
        st.selectbox(
            say(QUESTION_LABELS[LicenceQuestion.SERVING]),
            [UNSET, *(str(each) for each in Serving)],
            format_func=lambda each: say("law.serving_unset") if each == UNSET else say(Serving(each).label),
            key=SERVING,
            on_change=_changed,
            width=300,
        )
        _yes_no(TRAINS, say(QUESTION_LABELS[LicenceQuestion.TRAINING]), say)


def _show(given: Organisation) -> None:
    """Have the widgets show the answers that stand."""
    usd = given.revenue_usd_per_year
    shown = {
        IN_EU: _word(given.in_eu),
        REVENUE: None if usd is None else round(from_usd(usd, Currency.EUR) / MILLION, 3),
        USERS: given.monthly_users,
        SERVING: str(given.serving) if given.serving else UNSET,
        TRAINS: _word(given.trains_on_outputs),
        PUBLIC: _word(given.public_body),
    }
    for key, value in shown.items():
        st.session_state[key] = value


def _word(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"


def _yes_no(key: str, label: str, say: Voice) -> None:
    st.segmented_control(
        label,
        list(YES_NO),
        format_func=lambda each: say(WORDS[each]),
        key=key,
        on_change=_changed,
    )


def _revenue(say: Voice) -> None:
    rate = say.number(USD_PER_EUR, 4)
    st.number_input(
        say("law.revenue"),
        0.0,
        MOST_MILLIONS,
        step=5.0,
        format="%g",
        key=REVENUE,
        on_change=_changed,
        placeholder=say("law.not_said"),
        help=say("law.revenue_help", rate=rate, day=say.day(RATE_DAY)),
        width=220,
    )


def _changed() -> None:
    """The organisation as the widgets show it now; what is not among their options stays unanswered."""
    answers = st.session_state
    revenue, serving = answers.get(REVENUE), str(answers.get(SERVING))
    before: Organisation = answers.get(ORGANISATION) or Organisation()
    answers[ORGANISATION] = Organisation(
        in_eu=YES_NO.get(str(answers.get(IN_EU))),
        revenue_usd_per_year=None if revenue is None else in_usd(float(revenue) * MILLION, Currency.EUR),
        monthly_users=answers.get(USERS),
        serving=Serving(serving) if serving in set(Serving) else None,
        trains_on_outputs=YES_NO.get(str(answers.get(TRAINS))),
        public_body=YES_NO.get(str(answers.get(PUBLIC))),
        regulated=before.regulated,
    )
