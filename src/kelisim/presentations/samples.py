"""Where the bundled sample reports are: in the installed package, or in the checkout that it is run from."""

from __future__ import annotations

from pathlib import Path

import kelisim
from kelisim.errors import BadReport


def sample_folder() -> Path:
    """The folder of the sample reports. Raises `BadReport` where the package came without them."""
    package = Path(kelisim.__file__).parent
    for folder in (package / "samples", package.parents[1] / "samples"):
        if folder.is_dir():
            return folder
    raise BadReport(f"{package / 'samples'}: the sample reports are missing; install kelisim anew")
