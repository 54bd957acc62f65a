"""The look of the table of pairs: columns that stand under each other, two lines a row in a narrow window."""

STYLE = """<style>
.st-key-then-pairs .pairs { width: 100%; border-collapse: collapse; font-size: 0.95rem }
.st-key-then-pairs :is(th, td) { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border: 0 }
.st-key-then-pairs th { font-weight: 600; font-size: 0.85rem; opacity: 0.75 }
.st-key-then-pairs th:first-child { width: 30% }
.st-key-then-pairs tbody { border-top: 1px solid light-dark(#d5dedd, #2b3a3c) }
.st-key-then-pairs .across { padding-top: 0.9rem }
.st-key-then-pairs h2 { display: inline; font-size: 1.1rem; padding: 0 0.4rem 0 0 }
.st-key-then-pairs small { display: block; opacity: 0.75; font-size: 0.8rem }
.st-key-then-pairs a { color: inherit }
.st-key-then-pairs .heed { font-size: 0.85rem; opacity: 0.8 }
.st-key-then-pairs tr:has(.heed) td { padding: 0 0 0.9rem }
.st-key-then-pairs tr.today { background: light-dark(#e9f3f2, #14292b) }
.st-key-then-pairs tr:is(.then, .today) td:first-child { padding-left: 0.5rem }
.st-key-then-pairs .tag { display: inline-block; min-width: 5.2rem; font-size: 0.8rem; font-weight: 600; opacity: 0.8 }
.st-key-then-pairs small { padding-left: 5.45rem }
.st-key-then-pairs .interval { display: block; position: relative; height: 6px; width: min(100%, 11rem);
    margin-top: 0.3rem; border-radius: 3px; background: light-dark(#dfe6e6, #26363a) }
.st-key-then-pairs .interval::before { content: ""; position: absolute; inset: 0 calc(100% - var(--high)) 0 var(--low);
    border-radius: 3px; background: light-dark(#7db7b3, #3f8f89) }
.st-key-then-pairs .interval::after { content: ""; position: absolute; top: -2px; left: calc(var(--likely) - 5px);
    width: 10px; height: 10px; border-radius: 5px; background: light-dark(#0b6e69, #5fcfc0) }
@media (max-width: 900px) {
    .st-key-then-pairs thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
    .st-key-then-pairs :is(table, tbody) { display: block }
    .st-key-then-pairs tr { display: grid; gap: 0.3rem 1rem; padding: 0.4rem 0.5rem;
        grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)) }
    .st-key-then-pairs tr td { padding: 0 !important }
    .st-key-then-pairs tr:is(.then, .today) td:first-child, .st-key-then-pairs .across { grid-column: 1 / -1 }
    .st-key-then-pairs tr td:not(:first-child)::before { content: attr(data-label); display: block; font-size: 0.75rem;
        opacity: 0.75 }
    .st-key-then-pairs .interval { width: min(100%, 8rem) }
}
</style>"""
"""Light and dark follow the page's colour scheme; what the bar shows stands in words beside it."""
