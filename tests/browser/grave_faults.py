"""What axe-core finds on a page that it calls serious or critical."""

from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = "return await axe.run(document, {resultTypes: ['violations']})"
GRAVE = ("serious", "critical")


def faults(page):
    """Rule and element of every grave fault."""
    if not page.window.execute_script("return typeof axe == 'object'"):
        page.window.execute_script(AXE)
    found = page.window.execute_script(RUN)["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
