"""Set-up on a machine that lacks something, and what the lock files hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .source import ROOT

LOCKS = {name: (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8") for name in ("run", "dev")}


def pins(lock: str) -> dict[str, set[str]]:
    """Name to versions; a package may stand twice, for two ranges of Python."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", lock, re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def wanted(*groups: str) -> set[str]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*told["project"]["dependencies"], *(d for g in groups for d in told["dependency-groups"][g])]
    return {re.split(r"[^\w.-]", d)[0].lower().replace("_", "-") for d in asked}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files that set-up needs, in a folder whose name has a blank and letters beyond ASCII."""
    folder = tmp_path / "a clone, née Копія"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, folder)
    for name in ("requirements", "tools"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def set_up(clone: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "LANG": "C", "PIP_RETRIES": "0"} | env
    return subprocess.run(["/bin/sh", "tools/setup.sh"], cwd=clone, env=clean, capture_output=True, text=True, check=False)


def bare_path(folder: Path, *without: str) -> str:
    """A ``PATH`` with what a bare machine has, less the tools named."""
    folder.mkdir()
    for tool in {"sh", "env", "dirname", "mkdir", "cat", "rm", "mv", "grep", "tail", "git", "make", "flock"} - set(without):
        if place := shutil.which(tool):
            (folder / tool).symlink_to(place)
    return str(folder)


@pytest.mark.parametrize("name", list(LOCKS))
def test_every_line_of_a_lock_is_a_pin_or_its_hash(name: str) -> None:
    line = re.compile(r"#.*|[a-z0-9][a-z0-9.-]*==[^\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [text for text in LOCKS[name].splitlines() if not line.fullmatch(text)] == []


@pytest.mark.parametrize("name", list(LOCKS))
def test_every_pin_of_a_lock_has_a_hash(name: str) -> None:
    assert re.findall(r"==[^\n]*\n(?!    --hash)", LOCKS[name]) == []


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    assert wanted("build") <= set(pins(LOCKS["run"]))
    assert wanted("build", "dev") <= set(pins(LOCKS["dev"]))


def test_what_runs_has_the_same_version_in_both_locks() -> None:
    run, dev = pins(LOCKS["run"]), pins(LOCKS["dev"])
    assert {name: dev.get(name) for name in run} == run


def test_the_tools_of_development_are_not_in_the_run_lock() -> None:
    assert set(pins(LOCKS["run"])) & {"pytest", "mypy", "ruff", "hypothesis", "pyarrow"} == set()


@pytest.mark.parametrize("tool", ["git", "make", "python3"])
def test_a_missing_tool_is_named_with_the_line_that_installs_it(tool: str, clone: Path, tmp_path: Path) -> None:
    path = bare_path(tmp_path / "bin", tool)
    if tool != "python3":
        (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    answer = set_up(clone, PATH=path)
    assert answer.returncode == 1
    assert tool in answer.stderr
    assert "sudo apt-get install git make python3-venv" in answer.stderr
    assert not (clone / ".venv").exists()


def test_a_python_without_venv_is_named_with_the_line_that_installs_it(clone: Path, tmp_path: Path) -> None:
    path = bare_path(tmp_path / "bin")
    stub = tmp_path / "bin" / "python3"
    stub.write_text(f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec \'{sys.executable}\' "$@"\n')
    stub.chmod(0o755)
    answer = set_up(clone, PATH=path)
    assert answer.returncode == 1
    assert "lacks: python3-venv" in answer.stderr


def test_a_python_that_is_too_old_is_not_taken(clone: Path, tmp_path: Path) -> None:
    path = bare_path(tmp_path / "bin")
    stub = tmp_path / "bin" / "python3"
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    assert "3.11 or newer" in set_up(clone, PATH=path).stderr


def test_a_folder_that_is_no_environment_is_left_alone(clone: Path) -> None:
    (clone / ".venv").mkdir()
    (clone / ".venv" / "mine").write_text("mine")
    answer = set_up(clone)
    assert answer.returncode == 1
    assert "Move it away" in answer.stderr
    assert (clone / ".venv" / "mine").read_text() == "mine"


@pytest.mark.slow
def test_without_a_network_setup_says_so_and_leaves_no_stamp(clone: Path) -> None:
    answer = set_up(clone, PIP_INDEX_URL="http://127.0.0.1:9/none", PIP_CONFIG_FILE=os.devnull, PIP_NO_CACHE_DIR="1")
    assert answer.returncode == 1
    assert "no network" in answer.stderr
    assert not list((clone / ".venv").glob("*.stamp"))
    assert (clone / ".venv" / "unfinished").exists()


def test_a_command_without_network_cannot_connect() -> None:
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
    answer = subprocess.run(["sh", ROOT / "tools/no_network.sh", sys.executable, "-c", reach], capture_output=True, text=True, check=False)
    assert "no_network: " in answer.stderr
    assert re.search(r"Network is unreachable|network is denied", answer.stderr)


def test_the_guard_inside_python_denies_a_connection_where_unshare_is_not_allowed() -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT / "tools" / "no_network")}
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
    answer = subprocess.run([sys.executable, "-c", reach], env=env, capture_output=True, text=True, check=False)
    assert "PermissionError: the network is denied here" in answer.stderr
