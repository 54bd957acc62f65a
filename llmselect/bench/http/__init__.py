"""The one way to a server that speaks the OpenAI protocol: where requests may go, and answers bounded in time and
bytes."""
