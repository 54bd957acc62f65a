"""What the tests of leaderboards look at: a page's words, its tables, and the copies that it was drawn from."""

import json
import time

from llmselect.ui.leaderboards.board_lines import listed
from llmselect.ui.store import cached, live_leaderboards
from tests.hub import boards
from tests.wording import EN

PATIENCE_S = 20
SAME_RANK = EN("boards.same_rank")


def fresh():
    """As a process that has read nothing yet."""
    live_leaderboards._boards.cache_clear()
    live_leaderboards._todays.cache_clear()
    live_leaderboards._reader = None


def wait_until_read():
    end = time.monotonic() + PATIENCE_S
    while live_leaderboards.pending() and time.monotonic() < end:
        time.sleep(0.02)
    assert not live_leaderboards.pending()


def put_arena(hub, body):
    file = boards.arena.FILE.split("/main/")[1]
    hub.add(boards.Repository(boards.ARENA, {file: body}, kind="datasets"))


def said(at):
    kinds = (at.main.markdown, at.main.caption, at.main.warning, at.main.error, at.main.info)
    return " ".join(each.value.replace("\\", "") for kind in kinds for each in kind)


def table(at, column=SAME_RANK):
    """The table that has such a column, in the language that names it so."""
    return next(each.value for each in at.dataframe if column in each.value.columns)


def chart(at, which=0):
    return json.loads(at.get("plotly_chart")[which].proto.spec)


def shown(board):
    """The copy of a board and its lines, as the page has them."""
    (one,) = [each for each in live_leaderboards._boards().snapshots() if each.board.id == board]
    return one, listed(cached.catalog(), one)


def show(at, board):
    return at.selectbox(key="boards.board").set_value(board).run()
