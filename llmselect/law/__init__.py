"""Licences and privacy rules as questions and answers: what a situation allows, and by which clause."""
