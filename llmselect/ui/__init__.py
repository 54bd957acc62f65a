"""The interface: rooms, settings, tables and cards; only here, in app.py and in pages/ is Streamlit known."""
