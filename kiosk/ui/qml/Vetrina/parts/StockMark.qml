import QtQuick
import Vetrina

// The state of a stock figure, told by shape and never by colour alone.
Icon {
    id: mark

    required property string level

    name: level === "" ? "" : `stock-${level}`
    size: 20
    color: level === "there" ? Theme.ok : (level === "low" || level === "old" ? Theme.warn : Theme.ink2)
}
