import QtQuick
import Vetrina

// What the list costs here today.
Item {
    id: line

    required property string total
    required property bool unpriced

    implicitHeight: 88
    visible: total !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: `${qsTrId("list.total")} ${total}, ${words.text}`

    Label {
        id: words
        anchors {
            left: parent.left
            right: word.left
            rightMargin: 16
            verticalCenter: parent.verticalCenter
        }
        text: line.unpriced ? qsTrId("list.unpriced") : qsTrId("list.prices")
        size: Theme.note
        color: Theme.ink2
        Accessible.ignored: true
    }
    Label {
        id: word
        anchors {
            right: figure.left
            rightMargin: 16
            baseline: figure.baseline
        }
        text: qsTrId("list.total")
        size: Theme.lead
        color: Theme.ink2
        elide: Text.ElideNone
        Accessible.ignored: true
    }
    Label {
        id: figure
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        text: line.total
        size: Theme.title
        weight: Font.DemiBold
        elide: Text.ElideNone
        Accessible.ignored: true
    }
}
