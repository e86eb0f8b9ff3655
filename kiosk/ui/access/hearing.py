"""What access mode listens to: everything that its pages tell of."""

from typing import Any

from kiosk.ui.access.writing import writings
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.pages import Pages


def signals(model: KioskModel, pages: Pages) -> tuple[Any, ...]:
    """Return the signals of all models that the scripts read (Qt's stubs know no type of a bound one)."""
    # Qt's stubs take a property for itself, not for its value.
    shell: Any = model
    all_: Any = pages
    mine = all_.known.mine
    return (
        shell.changed, shell.spoken, shell.answer.changed, shell.hub.changed,
        all_.home.changed, all_.product.changed, all_.list.changed, all_.take.changed, all_.visit.changed,
        all_.search.changed, all_.category.changed, all_.compare.changed, all_.service.changed,
        all_.product.details.count_changed, all_.product.reviews.rows.count_changed, all_.claim.changed,
        all_.sign_in.changed, all_.known.changed, all_.known.joining.changed, mine.changed,
        all_.mail.changed, all_.lists.changed, all_.history.changed, all_.stores.changed, all_.line.changed,
        all_.space.changed, all_.questions.changed, all_.product.sizes.changed, all_.product.gallery.changed,
        all_.product.beside.changed, all_.product.alsoBeside.changed,
        all_.service.whereabouts.changed, mine.sizes.changed, *(each.changed for each in writings(all_)),
    )  # fmt: skip
