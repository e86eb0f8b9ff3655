"""What becomes of a list when a question on it is asked, answered, taken back, or asked again after all."""

from msgspec.structs import replace

from sync.protocol.actors import Actor
from sync.protocol.errors import Rejected
from sync.protocol.lists import MAX_HISTORY, Entry, Question, ShoppingList

MAX_QUESTIONS = 100
MAX_UNASKED = 20
"""Questions that were taken back and can be asked again; the oldest are let go."""


def put(document: ShoppingList, question: Question) -> ShoppingList:
    """Return the list with one more question.

    Raises:
        Rejected: `too_many_questions`.
    """
    if len(document.questions) >= MAX_QUESTIONS:
        raise Rejected("too_many_questions")
    return replace(document, questions=[*document.questions, question])


def answer(document: ShoppingList, identifier: str, text: str, by: Actor, at: str) -> ShoppingList:
    """Return the list with a question answered; a later answer stands in the place of an earlier one.

    Raises:
        Rejected: `no_question`, also when it was taken back meanwhile.
    """
    asked = _known(document, identifier)
    told = replace(asked, answer=text, answered_by=by.id, answered_at=at)
    return replace(document, questions=[told if one is asked else one for one in document.questions])


def take_back(document: ShoppingList, identifier: str, entry: Entry) -> ShoppingList:
    """Return the list without a question that nobody has answered, and with `entry` about it in its history.

    Raises:
        Rejected: `no_question`; `answered` when somebody has.
    """
    asked = _known(document, identifier)
    if asked.answer:
        raise Rejected("answered")
    told = replace(entry, line=asked.line, before=asked.text, asked=asked.id)
    return replace(
        document,
        questions=[one for one in document.questions if one is not asked],
        unasked=[*document.unasked, asked][-MAX_UNASKED:],
        history=[*document.history, told][-MAX_HISTORY:],
    )


def ask_again(document: ShoppingList, identifier: str, entry: Entry) -> ShoppingList:
    """Return the list with a question that was taken back, as it stood.

    Raises:
        Rejected: `nothing_to_undo` when it was let go; `too_many_questions`.
    """
    asked = next((one for one in document.unasked if one.id == identifier), None)
    if asked is None:
        raise Rejected("nothing_to_undo")
    told = replace(entry, line=asked.line, after=asked.text, asked=asked.id)
    unasked = [one for one in document.unasked if one is not asked]
    history = [*document.history, told][-MAX_HISTORY:]
    return put(replace(document, unasked=unasked, history=history), asked)


def _known(document: ShoppingList, identifier: str) -> Question:
    found = next((one for one in document.questions if one.id == identifier), None)
    if found is None:
        raise Rejected("no_question")
    return found
