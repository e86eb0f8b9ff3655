from sync.hub.storage.memory import MAX_BYTES, MAX_DOCUMENTS, MAX_RESULTS, MAX_SCOPES, Known, Memory
from sync.hub.storage.port import Key, OpResult, Stored


def document(number: int, size: int = 2) -> tuple[Key, Stored]:
    return Key("note", str(number)), Stored("note", str(number), number, b"x" * size)


def test_of_a_scope_the_last_documents_and_results_are_kept() -> None:
    memory = Memory()
    documents = dict(document(number) for number in range(MAX_DOCUMENTS + 3))
    results = {str(number): OpResult(str(number), "f", b"r") for number in range(MAX_RESULTS + 3)}
    memory.keep("list:a", Known(9, documents, results))
    known = memory.get("list:a")
    assert known is not None
    assert known.head == 9
    assert list(known.documents) == list(documents)[-MAX_DOCUMENTS:]
    assert list(known.results) == list(results)[-MAX_RESULTS // 2 :]


def test_large_documents_are_not_kept() -> None:
    memory = Memory()
    memory.keep("list:a", Known(9, dict([document(1, MAX_BYTES + 1)]), {}))
    assert memory.get("list:a") == Known(9, {}, {})


def test_the_scope_that_was_longest_untouched_goes_first() -> None:
    memory = Memory()
    for number in range(MAX_SCOPES):
        memory.keep(f"list:{number}", Known(1, {}, {}))
    memory.keep("list:0", Known(2, {}, {}))
    memory.keep("list:new", Known(1, {}, {}))
    assert memory.get("list:1") is None
    assert memory.get("list:0") == Known(2, {}, {})
    memory.forget("list:0")
    memory.clear()
    assert memory.get("list:new") is None
