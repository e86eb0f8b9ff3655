"""What moved is put down as another system knows it: once, and in the ledger."""


def test_deliveries_and_counts_change_the_figure_once(till):
    till.feed("lamp", 3)
    body = (
        {"variant": "lamp", "kind": "receipt", "delta": 4, "reference": "4711"},
        {"variant": "lamp", "kind": "correction", "delta": -1, "reason": "damaged"},
    )
    for _ in range(2):
        answer = till.move("delivery", *body, at="2026-11-26T09:00:00Z")
        assert answer.json()["levels"] == [
            {"variant": "lamp", "on_hand": 6, "available": 6, "as_of": "2026-11-26T08:00:00Z"}
        ]
    rows = till.movements("lamp")
    assert [(row.kind, row.delta, row.reference or row.reason) for row in rows] == [
        ("count", 3, "feed"),
        ("receipt", 4, "4711"),
        ("correction", -1, "damaged"),
    ]
    assert rows[1].by.startswith("client:")
    other = till.move("delivery", {"variant": "lamp", "kind": "receipt", "delta": 5})
    assert (other.status_code, other.json()["code"]) == (409, "id_taken")


def test_a_count_stands_and_what_is_new_begins_with_its_first_delivery(till):
    counted = till.move("count", counts=[{"variant": "vase", "on_hand": 7}]).json()
    assert counted["levels"][0]["on_hand"] == 7
    fresh = till.move("first", {"variant": "fresh", "kind": "receipt", "delta": 5}).json()
    assert fresh["levels"][0]["on_hand"] == 5
    assert till.move("nothing").json() == {"levels": []}
    assert till.move("elsewhere", store="atlantis").json()["code"] == "no_store"


def test_a_reason_is_a_code_or_a_sentence_which_is_its_note(till):
    till.feed("lamp", 3)
    move = {"variant": "lamp", "kind": "correction", "delta": -1}
    till.move("sentence", {**move, "reason": "Fell off the shelf"}).raise_for_status()
    count = {"variant": "lamp", "on_hand": 4, "reason": "found", "note": "Behind the door"}
    till.move("count", counts=[count]).raise_for_status()
    told = {(row.reason, row.note) for row in till.movements("lamp")}
    assert {("other", "Fell off the shelf"), ("found", "Behind the door")} <= told


def test_a_code_of_another_system_is_kept_as_its_words(till):
    """A movement is a fact: it is not refused for a word that we do not know."""
    till.feed("lamp", 3)
    move = {"variant": "lamp", "kind": "correction", "delta": -1, "reason": "flood", "note": "In the cellar"}
    till.move("unknown", move).raise_for_status()
    assert ("other", "flood. In the cellar") in {(row.reason, row.note) for row in till.movements("lamp")}
