"""What runs the model's graph would send usage data to its maker, and keep a number for this machine."""

import os
import subprocess
import sys
from pathlib import Path

_EMBEDS = """
import sys
from pathlib import Path
from bedside.adapters.embedder.minilm import MiniLmEmbedder
MiniLmEmbedder(Path(sys.argv[1])).embed(["What is gout?"])
"""


def test_embedding_leaves_nothing_behind_that_is_to_be_sent(tmp_path: Path) -> None:
    home = tmp_path / "person"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    subprocess.run(
        [sys.executable, "-c", _EMBEDS, tmp_path / "cache"], check=True, env=environment | {"HOME": str(home)}
    )
    assert list(home.rglob("*")) == []
