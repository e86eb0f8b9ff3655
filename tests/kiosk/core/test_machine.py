from kiosk.core.machine import this_machine


def test_a_machine_tells_who_it_is_as_far_as_it_may(tmp_path):
    dmi, tree = tmp_path / "dmi", tmp_path / "tree"
    dmi.mkdir()
    tree.mkdir()
    assert this_machine(dmi, tree)[1:] == ("", "")
    (tree / "model").write_bytes(b"Board 5 Model B\0")
    (tree / "serial-number").write_bytes(b"10000000abcd\0")
    assert this_machine(dmi, tree)[1:] == ("Board 5 Model B", "10000000abcd")
    (dmi / "product_name").write_text("Tab 11\n")
    (dmi / "product_serial").write_text("To be filled by O.E.M.\n")
    assert this_machine(dmi, tree)[1:] == ("Tab 11", "10000000abcd")


def test_what_is_no_name_is_not_shown(tmp_path):
    (tmp_path / "product_name").write_bytes(b"\x01\x02")
    assert this_machine(tmp_path, tmp_path).model == ""
