"""Values kept between runs and for all sessions, and readings in the background."""
