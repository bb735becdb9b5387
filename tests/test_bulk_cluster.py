"""Bulk reading on Ray clusters of this machine: the same parts, also when a node or the run is killed."""

from __future__ import annotations

import pytest

pytest.importorskip("ray")

from benchmarks.clusters import cluster
from benchmarks.outages import digest, node_killed, run, run_killed
from kelisim.presentations.cli import app
from tests.archives import write_archive
from tests.command_line import invoked

SIZE = "0.01"  # megabytes of a part
PATIENCE = 600

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return write_archive(tmp_path_factory.mktemp("archiv") / "jahr.jsonl", 400)


@pytest.fixture(scope="module")
def expected(archive, tmp_path_factory):
    """The digest of the parts of a run on this machine that nobody disturbed."""
    folder = tmp_path_factory.mktemp("ganz") / "teile"
    assert run(archive, folder, "--part-size", SIZE).wait(PATIENCE) == 0
    return digest(folder)


def test_one_node_and_a_run_that_is_killed(archive, expected, tmp_path):
    with cluster(1) as nodes:
        assert run(archive, tmp_path / "a", "--ray", nodes.address, "--part-size", SIZE).wait(PATIENCE) == 0
        assert run_killed(archive, tmp_path / "b", 2, nodes, SIZE), "it was over before it could be killed"
    assert digest(tmp_path / "a") == digest(tmp_path / "b") == expected


def test_a_node_that_is_killed_costs_its_part(archive, expected, tmp_path):
    killed, _ = node_killed(archive, tmp_path / "teile", 2, SIZE)
    assert killed, "it was over before a node could be killed"
    assert digest(tmp_path / "teile") == expected


def test_a_cluster_that_is_not_there(archive, tmp_path):
    code, _, err = invoked(app, ["bulk", archive, "--out", tmp_path, "--ray", "127.0.0.1:1"])
    assert code == 1
    assert "--ray 127.0.0.1:1: no cluster answers" in err
