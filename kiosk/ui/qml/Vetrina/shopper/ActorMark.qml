import QtQuick
import Vetrina

// Who it was, as a disc: staff filled, everybody else tinted; a letter where there is a name, a phone for a phone.
Rectangle {
    id: disc

    required property string who
    required property string mark
    // Whether it lies on the tint itself, on which a tinted disc would not be seen.
    property bool onTint: false
    readonly property bool staff: who === "associate"

    width: 24
    height: 24
    radius: 12
    color: staff ? Theme.primary : (onTint ? Theme.surface : Theme.tint)
    Accessible.ignored: true

    Label {
        anchors.centerIn: parent
        visible: disc.mark !== ""
        text: disc.mark
        size: 14
        weight: Font.DemiBold
        color: disc.staff ? Theme.primaryInk : Theme.primary
        Accessible.ignored: true
    }
    Icon {
        anchors.centerIn: parent
        visible: disc.mark === ""
        name: disc.who === "phone" ? "phone" : "person"
        size: 16
        color: Theme.primary
    }
}
