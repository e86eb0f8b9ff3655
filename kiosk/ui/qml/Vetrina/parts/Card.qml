import QtQuick
import Vetrina

// A white card on the stage.
Rectangle {
    color: Theme.surface
    radius: Theme.cardRadius

    Shade {}
}
