"""Built as a wheel and installed in an empty environment, the program works from any folder."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from sitrepdesk import __version__

from .source import ROOT, SRC

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

REPORT = "Ukrainian forces have retaken Balakliia, the ministry said on Tuesday.\n"


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")} | env
    return subprocess.run([str(c) for c in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network by the build backend of the lock."""
    target = tmp_path_factory.mktemp("dist")
    answer = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target, cwd=ROOT)
    assert answer.returncode == 0, answer.stderr
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in an environment of its own, which sees the locked dependencies of this one but not the source tree."""
    home = tmp_path_factory.mktemp("an empty place") / "env"
    venv.create(home, with_pip=False, symlinks=True)
    pip = (sys.executable, "-m", "pip", "--python", home / "bin" / "python")
    answer = run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    assert answer.returncode == 0, answer.stderr
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n", encoding="utf-8")
    return home / "bin"


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    inside = {n.removeprefix("sitrepdesk/") for n in names if n.startswith("sitrepdesk/")}
    stand = {p.relative_to(SRC).as_posix() for p in SRC.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert inside == stand
    assert {n.split("/")[0] for n in names} == {"sitrepdesk", f"sitrepdesk-{__version__}.dist-info"}


def test_the_wheel_carries_licence_notice_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [n for n in archive.namelist() if ".dist-info/" in n]
        (entry,) = [archive.read(n).decode() for n in names if n.endswith("entry_points.txt")]
    assert {n.rsplit("/", 1)[1] for n in names} >= {"LICENSE", "NOTICE", "METADATA"}
    assert "sitrep = sitrepdesk.cli:main" in entry


def test_the_installed_wheel_is_what_runs_and_not_the_source_tree(installed: Path, tmp_path: Path) -> None:
    answer = run(installed / "python", "-c", "import sitrepdesk; print(sitrepdesk.__file__)", cwd=tmp_path)
    assert answer.stdout.startswith(str(installed.parent)), answer.stdout + answer.stderr
    assert sysconfig.get_path("purelib") not in answer.stdout


def test_the_installed_command_tells_its_version_from_any_folder(installed: Path, tmp_path: Path) -> None:
    answer = run(installed / "sitrep", "--version", cwd=tmp_path)
    assert (answer.returncode, answer.stdout.strip()) == (0, f"sitrep {__version__}"), answer.stderr


def test_the_installed_command_reads_a_file_from_any_folder_without_a_network(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a report.txt").write_text(REPORT, encoding="utf-8")
    arguments = ("read", "a report.txt", "--published", "2022-09-13", "--theatre", "ukraine-2022", "--jsonl")
    answer = run(installed / "sitrep", *arguments, cwd=tmp_path, LANG="C", PYTHONPATH=str(ROOT / "tools" / "no_network"))
    assert answer.returncode == 0, answer.stderr
    assert '"type": "capture"' in answer.stdout.replace('":"', '": "')
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a report.txt"]
