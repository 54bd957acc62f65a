"""Who is in a meeting, each in a window of their own: a host who rehearses, and a guest with a phone."""

from tests.browser.page import Page

TARGETS = """
return [...document.querySelectorAll(
    '.st-key-workshop-ballot button, .st-key-workshop-ballot [data-testid=stSlider] [role=group] > [data-rac]')]
    .map(each => { const box = each.getBoundingClientRect(); return [box.left, box.right, box.height] })
"""
"""Left and right edge and height, in pixels, of everything that a thumb is to hit."""


def rehearse(page):
    """Open a meeting with invented participants; the host's address."""
    page.open("workshop")
    page.click(".st-key-workshop-rehearse button")
    page.until(lambda: page.all(".st-key-workshop-desk") and "h=" in page.window.current_url)
    page.settle()
    return page.window.current_url


def invitation(host):
    """The link beside the QR code."""
    return host.one(".st-key-workshop-left [data-testid=stCode]").text.strip()


def wall_of(host):
    """Where the button leads that opens the projected view."""
    return host.one(".st-key-workshop-wall_on a").get_attribute("href")


def join(window, link, nickname):
    """Follow the link on a phone and choose a nickname; the page with the ballot."""
    page = Page(window, "")
    window.get(link)
    page.one(".st-key-workshop-nickname input").send_keys(nickname)
    page.click(".st-key-workshop-entrance button")
    page.until(lambda: page.all(".st-key-workshop-ballot") and "p=" in window.current_url)
    return page.settle()


def counts(host):
    """How many have joined, weighed and finished."""
    return [int(each.text) for each in host.all(".st-key-workshop-counts [data-testid=stMetricValue]")[:3]]


def sliders(phone):
    """Where each weight stands."""
    return [int(each.get_attribute("value")) for each in phone.all(".st-key-workshop-ballot input[type=range]")]


def tap_slider(phone, number, part):
    """Tap the track of a slider with a finger, 18 pixels above its line, at this part of its length."""
    track = phone.all(".st-key-workshop-ballot [data-testid=stSlider] [role=group] > [data-rac]")[number]
    phone.window.execute_script("arguments[0].scrollIntoView({block: 'center'})", track)
    box = phone.window.execute_script("return arguments[0].getBoundingClientRect()", track)
    finger = {"x": box["x"] + part * box["width"], "y": box["y"] + box["height"] / 2 - 18}
    for kind, points in (("touchStart", [finger]), ("touchEnd", [])):
        phone.window.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
