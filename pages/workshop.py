"""Workshop: a host opens a meeting, people join on their phones, weigh in silence, and see what they say together."""

from llmselect.ui import frame
from llmselect.ui.workshop import workshop_page

settings, say = frame.enter()
workshop_page.draw_workshop(settings, say)
