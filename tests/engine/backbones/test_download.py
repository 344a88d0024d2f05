import hashlib
import shutil
from pathlib import Path

import pytest

from tests.support.local_hub import Server
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.backbones.download import Connection, DownloadStopped, NoConnection, NoSuchFile, download, fetch
from tlstudio.engine.errors import WeightsMismatch, WeightsUnavailable

CONTENT = bytes(range(256)) * 12_000  # 3 MB: three chunks
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def url(server: Server) -> str:
    server.files["/net.safetensors"] = CONTENT
    return f"{server.url}/net.safetensors"


def partials(folder: Path) -> list[Path]:
    return list(folder.glob("*.part"))


def test_a_download_arrives_whole_and_says_how_far_it_is(url: str, tmp_path: Path):
    seen: list[tuple[int, int | None]] = []
    path = download(url, tmp_path / "new" / "net", SHA256, lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert seen[0] == (0, len(CONTENT)) and seen[-1] == (len(CONTENT), len(CONTENT)) and len(seen) == 4
    assert not partials(path.parent)


def test_a_stopped_download_goes_on_where_it_was(url: str, server: Server, tmp_path: Path):
    with pytest.raises(DownloadStopped, match="goes on from here"):
        download(url, tmp_path / "net", should_stop=lambda: True)
    held = partials(tmp_path)[0].stat().st_size
    assert 0 < held < len(CONTENT) and not (tmp_path / "net").exists()
    assert download(url, tmp_path / "net", SHA256).read_bytes() == CONTENT
    assert server.ranges == [f"bytes={held}-"] and not partials(tmp_path)


def test_a_download_that_breaks_off_goes_on_where_it_was(url: str, server: Server, tmp_path: Path):
    server.cut = True
    with pytest.raises(WeightsUnavailable, match="broke off"):
        download(url, tmp_path / "net")
    server.cut = False
    assert download(url, tmp_path / "net", SHA256).read_bytes() == CONTENT
    assert server.ranges == ["bytes=1000-"]


def test_another_version_of_the_file_is_not_joined_to_the_first_half(url: str, server: Server, tmp_path: Path):
    server.cut = True
    with pytest.raises(WeightsUnavailable):
        download(url, tmp_path / "net")
    server.cut, server.etags["/net.safetensors"] = False, "version-2"
    assert download(url, tmp_path / "net", SHA256).read_bytes() == CONTENT
    assert server.ranges == []


def test_the_first_digits_of_the_hash_are_enough(url: str, tmp_path: Path):
    assert download(url, tmp_path / "net", SHA256[:8]).exists()


def test_a_wrong_hash_leaves_nothing(url: str, tmp_path: Path):
    with pytest.raises(WeightsMismatch, match="arrived damaged: its SHA-256 begins"):
        download(url, tmp_path / "net", "0" * 64)
    assert list(tmp_path.iterdir()) == []


def test_the_hash_that_the_hub_names_is_checked(url: str, server: Server, tmp_path: Path):
    server.etags["/net.safetensors"] = "f" * 64
    with pytest.raises(WeightsMismatch, match="not ffffffff"):
        download(url, tmp_path / "net")


def test_a_web_page_is_not_taken_for_weights(url: str, server: Server, tmp_path: Path):
    server.types["/net.safetensors"] = "text/html; charset=utf-8"
    with pytest.raises(WeightsUnavailable, match="sent a web page instead"):
        download(url, tmp_path / "net")


def test_a_missing_file_is_told_from_a_missing_connection(server: Server, tmp_path: Path):
    with pytest.raises(NoSuchFile, match="answers 404"):
        download(f"{server.url}/other", tmp_path / "net")
    with pytest.raises(NoConnection, match=r"no connection to 127\.0\.0\.1"):
        download("http://127.0.0.1:1/net", tmp_path / "net")


def test_only_web_addresses_are_opened(tmp_path: Path):
    (tmp_path / "secret").write_text("x")
    with pytest.raises(WeightsUnavailable):
        download((tmp_path / "secret").as_uri(), tmp_path / "net")


def test_a_folder_that_cannot_be_made_is_named(url: str, tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(WeightsUnavailable, match="cannot be saved in"):
        download(url, tmp_path / "file" / "net")


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(0, 0, 72_000))  # pyright: ignore
    with pytest.raises(WeightsUnavailable, match=r"does not fit on the disk: free 3 MB in"):
        download(url, tmp_path / "net")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk that can be written to is Linux's")
def test_a_disk_that_fills_up_leaves_nothing_under_the_final_name(url: str, tmp_path: Path):
    mark = hashlib.sha256(b"version-1").hexdigest()[:16]
    (tmp_path / f".net.{mark}.part").symlink_to("/dev/full")
    with pytest.raises(WeightsUnavailable, match=r"cannot be saved in .*: No space left on device"):
        download(url, tmp_path / "net")
    assert not (tmp_path / "net").exists()


def test_a_proxy_is_asked_in_place_of_the_server(server: Server, tmp_path: Path):
    server.files["http://weights.example/net"] = CONTENT  # what a proxy is asked for is the whole address
    path = download("http://weights.example/net", tmp_path / "net", connection=Connection(proxy=server.url))
    assert path.read_bytes() == CONTENT


def test_the_proxy_of_the_environment_counts_where_none_is_set(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("http_proxy", server.url)
    server.files["http://weights.example/net"] = CONTENT
    assert download("http://weights.example/net", tmp_path / "net").read_bytes() == CONTENT


def test_a_mirror_stands_in_for_the_hub_and_for_no_other_host(server: Server, empty_computer: Path):
    info = find("timm/resnet18")
    server.files[f"/hf/{info.hub}/resolve/main/model.safetensors"] = CONTENT
    assert fetch(info, connection=Connection(mirror=f"{server.url}/hf/")).read_bytes() == CONTENT
    refused = Connection(proxy="http://127.0.0.1:1", mirror=server.url)
    with pytest.raises(NoConnection, match=r"download\.pytorch\.org through the proxy 127\.0\.0\.1\)"):
        fetch(find("torchvision/resnet18"), connection=refused)


@pytest.mark.parametrize("address", ["proxy:8080", "ftp://proxy", "http://", "http://proxy:port", "//x"])
def test_settings_that_are_no_addresses_are_refused(address: str):
    for setting in ({"proxy": address}, {"mirror": address}):
        with pytest.raises(WeightsUnavailable, match=r"is not a web address\. Write it like http"):
            Connection(**setting)
