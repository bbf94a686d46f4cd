"""What holds for a whole process from its first import on."""

import subprocess
import sys


def test_columns_take_memory_that_the_system_gets_back() -> None:
    code = "import bedside.cli, pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "system"
