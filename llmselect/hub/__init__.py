"""The Hugging Face Hub: client, repositories, leaderboards, search, popularity, refresh of the catalog.

The environment variables are set here because huggingface_hub reads them once, at its first import; it takes whole
numbers only.
"""

import os

VARIABLES = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_ETAG_TIMEOUT": "5",
    "HF_HUB_DOWNLOAD_TIMEOUT": "10",
}
"""No telemetry, plain HTTPS instead of xet's hosts, no saved login sent along, short waits."""

for _name, _value in VARIABLES.items():
    os.environ.setdefault(_name, _value)
