"""Words in tables that can be read: Streamlit paints a missing cell with 40% of the ink, 2.6 to 1 on a light page.

Its tables are canvases, which no style sheet reaches, and no setting names that colour; so the colour is changed where
the browser takes it for painting. WCAG 1.4.3 asks for 4.5 to 1; 70% of the ink gives 6 to 1 and more in both themes.
"""

SCRIPT = r"""
const ink = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "fillStyle")
if (!window.llmselectInk) {
    window.llmselectInk = true
    Object.defineProperty(CanvasRenderingContext2D.prototype, "fillStyle", {
        ...ink,
        set(paint) { ink.set.call(this, typeof paint === "string" ? paint.replace(/, 0?\.4\)$/, ", 0.7)") : paint) },
    })
}
"""
