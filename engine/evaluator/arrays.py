"""The arrays that verdicts and numbers are kept in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Kleene codes or decisions: 0, 1, 2, or a `Decision`.
Codes = NDArray[np.int8]
#: Exact numbers, scaled by their decimals.
Ints = NDArray[np.int64]
Bool = NDArray[np.bool_]
