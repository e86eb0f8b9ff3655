"""The list on paper: what stands on it, and that nothing of it stays on the disk."""

import os
import tempfile

import msgspec
import pytest
import zxingcpp
from PySide6.QtCore import QProcess, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from sync.protocol.tablet_settings import Settings

SOFA = "SOF-moss-2120"
NOT_RUNNING = QProcess.ProcessState.NotRunning


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """A printer that keeps what it is sent: `lp` as a shell script."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "lp"
    command.write_text(f'#!/bin/sh\ncat > {folder}/printed\necho "$@" > {folder}/how\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return folder


@pytest.fixture
def listing(printer):
    """Have CUPS list printers: `lpstat` as a shell script."""

    def have(*lines):
        command = printer / "lpstat"
        command.write_text("#!/bin/sh\n" + "".join(f"echo '{line}'\n" for line in lines))
        command.chmod(0o755)

    return have


@pytest.fixture
def listed(printer, kiosk, robot):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    line = kiosk.list.document.present[0]
    kiosk.model.line.open(line.id)
    kiosk.model.line.want("must")
    kiosk.model.line.close()
    return robot


def pages(path):
    """Return each page's words, and the first page as a picture."""
    document = QPdfDocument()
    document.load(str(path))
    texts = [document.getAllText(number).text() for number in range(document.pageCount())]
    image = document.render(0, QSize(1240, 1754)).convertToFormat(QImage.Format.Format_RGBA8888)
    return texts, image


def test_the_list_is_printed_with_its_words_and_is_never_on_the_disk(
    kiosk, listed, printer, tmp_path, monkeypatch
):
    files = tmp_path / "files"
    files.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(files))
    listed.tap("Print it")
    listed.wait(lambda: "Your list is at the printer" in listed.texts(), "the paper")
    texts, _ = pages(printer / "printed")
    for words in ("Your list", "Milano Brera", "Larch sofa", "1,290", "Must have", "page 1 of 1"):
        assert words in texts[0], words
    assert (printer / "how").read_text().strip() == "", "no file is named: it came as a stream"
    assert list(files.iterdir()) == []


def test_a_printer_that_breaks_off_is_told_of_and_may_be_tried_again(listed, printer):
    whole = (printer / "lp").read_text()
    (printer / "lp").write_text("#!/bin/sh\nkill -9 $$\n")
    listed.tap("Print it")
    listed.wait(lambda: any("The printer did not take it" in text for text in listed.texts()), "the words")
    (printer / "lp").write_text(whole)
    listed.tap("Print it")
    listed.wait(lambda: "Your list is at the printer" in listed.texts(), "the paper")


def test_the_code_on_the_paper_opens_the_list(kiosk, listed, printer):
    listed.tap("Print it")
    listed.wait(lambda: "Your list is at the printer" in listed.texts(), "the paper")
    _, image = pages(printer / "printed")
    found = zxingcpp.read_barcodes(_gray(image))
    assert [code.text.startswith("https://lists.example/l/") for code in found] == [True]


def _gray(image):
    from PIL import Image  # noqa: PLC0415 - nothing that is imported with the kiosk may load it

    picture = Image.frombuffer(
        "RGBA", (image.width(), image.height()), image.constBits(), "raw", "RGBA", image.bytesPerLine(), 1
    )
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    return ground.convert("L")


def test_a_printer_that_is_gone_is_said_with_another_way(kiosk, listed, monkeypatch):
    monkeypatch.setenv("PATH", "")
    listed.tap("Print it")
    listed.wait(lambda: any("There is no printer here" in text for text in listed.texts()), "the words")


def test_where_the_system_has_no_printer_printing_is_not_offered(kiosk, robot, monkeypatch):
    monkeypatch.setenv("PATH", "")
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.wait(lambda: robot.find("E-mail it") is not None, "the other way")
    assert robot.find("Print it") is None


def test_cups_without_a_printer_offers_none_until_one_comes(kiosk, robot, listing):
    listing("no system default destination")
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.wait(lambda: kiosk.model.paper._printer._asking.state() == NOT_RUNNING, "what CUPS says")
    assert robot.find("E-mail it")
    assert robot.find("Print it") is None
    listing("Upstairs", "no system default destination")
    kiosk.model.toTake()
    robot.wait(lambda: robot.find("Print it") is not None, "the printer")
    listing("no system default destination")
    kiosk.model.toList()
    robot.wait(lambda: robot.find("Print it") is None, "that it is gone")


def test_the_only_printer_is_named_where_the_system_has_no_choice_of_its_own(kiosk, listing, printer, robot):
    listing("Upstairs", "no system default destination")
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()
    robot.wait(lambda: robot.find("Print it") is not None, "the printer")
    robot.tap("Print it")
    robot.wait(lambda: "Your list is at the printer" in robot.texts(), "the paper")
    assert (printer / "how").read_text().split() == ["-d", "Upstairs"]


def test_a_printer_that_refuses_is_told_of(listed, printer):
    (printer / "lp").write_text("#!/bin/sh\nexit 1\n")
    listed.tap("Print it")
    listed.wait(lambda: any("The printer did not take it" in text for text in listed.texts()), "the words")


def test_a_long_list_goes_on_over_pages(kiosk, listed, printer):
    for number in range(24):
        kiosk.list.add("vase", "vase", {"n": str(number)})
    listed.tap("Print it")
    listed.wait(lambda: "Your list is at the printer" in listed.texts(), "the paper")
    texts, _ = pages(printer / "printed")
    assert len(texts) > 1
    assert sum(text.count("Vase") for text in texts) == 24
    assert "Total" in texts[-1]


@pytest.mark.parametrize("name", ["Upstairs", "office-2", ""])
def test_a_printers_name_is_a_name(name):
    assert msgspec.convert({"printer": name}, Settings).printer == name
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"printer": f"-{name} x"}, Settings)
