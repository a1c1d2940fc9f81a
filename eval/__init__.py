"""The project's own measurements: quality on public pages and dumps, speed, and the gate."""

import os

# Rates are told for one core. Small products on two threads take no less time, but twice the
# processor, most of it waiting; it must be said before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
