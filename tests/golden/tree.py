"""The sample country's site: how it is built, what of it is compared, and how it is accepted."""

import hashlib
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from disclosure.pipeline import Outcome, Settings, publish

HERE = Path(__file__).resolve().parent
COUNTRY = HERE / "country"
ACCEPTED = HERE / "site"
DIGESTS = HERE / "digests.txt"
PACKED = {".xlsx", ".zip"}
BINARY = {*PACKED, ".parquet"}


def build(folder: Path) -> Outcome:
    """Build the sample country into `folder/site`, away from the checkout and with an empty cache."""
    project = Path(shutil.copytree(COUNTRY, folder / "country"))
    return publish(Settings(project, project / "datapackages", folder / "site"))


def texts(site: Path) -> Mapping[str, bytes]:
    """Every file that people can read, by address."""
    return {address: file.read_bytes() for address, file in _files(site) if file.suffix not in BINARY}


def digests(site: Path) -> str:
    """One line for each binary file. Packed files are compared by what they hold, not by how it was compressed."""
    lines = (f"{_digest(file)}  {address}\n" for address, file in _files(site) if file.suffix in BINARY)
    return "".join(lines)


def accept() -> tuple[int, int]:
    """Build the site and make it the accepted one; how many texts and binaries it has."""
    with tempfile.TemporaryDirectory() as scratch:
        build(Path(scratch))
        site = Path(scratch) / "site"
        shutil.rmtree(ACCEPTED, ignore_errors=True)
        found = texts(site)
        for address, data in found.items():
            file = ACCEPTED / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        listed = digests(site)
        DIGESTS.write_bytes(listed.encode())
    return len(found), listed.count("\n")


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(site.rglob("*")):
        if file.is_file():
            yield file.relative_to(site).as_posix(), file


def _digest(file: Path) -> str:
    total = hashlib.sha256()
    if file.suffix not in PACKED:
        total.update(file.read_bytes())
        return total.hexdigest()
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as packed:
        for member in packed.infolist():
            total.update(f"{member.filename} {member.date_time} {member.file_size}\n".encode())
            total.update(packed.read(member))
    return total.hexdigest()
