"""Ray clusters on this machine: each node is a Ray of its own with one core, and can be killed like a machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kelisim.bulk.engine import SETTINGS

_MEMORY = 200_000_000  # bytes for objects: pieces and answers are a few hundred bytes each


class Cluster:
    """A running cluster: its address, and the nodes beside the head."""

    def __init__(self, made: Any, nodes: list[Any]) -> None:  # noqa: ANN401 - Ray's own
        self._made = made
        self.nodes = nodes
        self.address = str(made.address)

    def kill_node(self) -> None:
        """Kill the processes of a node at once, without a word to the others."""
        self._made.remove_node(self.nodes.pop(), allow_graceful=False)


@contextmanager
def cluster(nodes: int) -> Iterator[Cluster]:
    """A cluster of so many nodes, gone at the end."""
    os.environ.update(SETTINGS)
    os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 - spelt by Ray; else they wait for all
    from ray.cluster_utils import Cluster as Made

    node = {"num_cpus": 1, "object_store_memory": _MEMORY}
    made = _begun(lambda: Made(initialize_head=True, head_node_args=node))
    try:
        yield Cluster(made, [_begun(lambda: made.add_node(**node)) for _ in range(nodes - 1)])
    finally:
        made.shutdown()


def _begun(begin: Callable[[], Any]) -> Any:  # noqa: ANN401 - Ray's own
    """What ``begin`` gives, at the third try at the latest: Ray waits thirty seconds for a node, and no longer."""
    for _ in range(2):
        try:
            return begin()
        except Exception as error:  # Ray raises nothing more definite
            sys.stderr.write(f"once more: {error}\n")
    return begin()
