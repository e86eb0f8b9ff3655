import QtQuick
import Vetrina
import Vetrina.Models

// The shop's name as the brand writes it, behind its sign where it has one there.
Row {
    id: mark

    property color color: Theme.primary
    property int sign: 32

    spacing: 10

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        visible: Look.signed
        name: "logo"
        size: mark.sign
        color: mark.color
    }
    Heading {
        anchors.verticalCenter: parent.verticalCenter
        text: Look.signature
        size: Theme.lead
        weight: Look.signatureWeight
        font.family: Look.signatureFamily
        font.letterSpacing: size * Look.signatureTracking
        color: mark.color
        Accessible.role: Accessible.StaticText
        Accessible.name: Look.name
    }
}
