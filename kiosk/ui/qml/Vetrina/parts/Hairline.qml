import QtQuick
import Vetrina

// One pixel between two rows.
Rectangle {
    height: 1
    color: Theme.line
}
