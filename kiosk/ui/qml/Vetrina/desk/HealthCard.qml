pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Matters one below the other: a sign, what it is, how it stands, and what can be done about it.
Card {
    id: card

    required property string title
    required property Rows matters
    readonly property real needed: rows.contentHeight + 68
    readonly property var words: ({
            scanners: qsTrId("health.scanner_test"),
            seen: qsTrId("health.seen"),
            retry: qsTrId("health.retry")
        })
    signal done(string deed, string key)

    Label {
        id: head
        x: 24
        y: 16
        height: 32
        text: card.title
        size: Theme.note
        weight: Font.DemiBold
    }
    DeskRows {
        id: rows
        anchors {
            fill: parent
            margins: 24
            topMargin: 52
            bottomMargin: 8
        }
        model: card.matters
        Accessible.role: Accessible.List
        Accessible.name: card.title
        delegate: Item {
            id: line

            required property string key
            required property string symbol
            required property string level
            required property string title
            required property string detail
            required property string deed
            required property int index

            width: ListView.view.width
            height: Math.max(72, words.implicitHeight + 20)
            Accessible.role: Accessible.ListItem
            Accessible.name: [title, detail, qsTrId(`health.${level}`)].join(", ")

            Icon {
                id: sign
                anchors.verticalCenter: parent.verticalCenter
                name: line.symbol
                size: 26
                color: line.level === "bad" ? Theme.bad : Theme.primary
            }
            Column {
                id: words
                anchors {
                    left: sign.right
                    leftMargin: 16
                    right: act.visible ? act.left : state.left
                    rightMargin: 12
                    verticalCenter: parent.verticalCenter
                }

                Prose {
                    width: parent.width
                    says: line.title
                    weight: Font.DemiBold
                    elide: Text.ElideNone
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: Look.tied(line.detail)
                    rightPadding: Look.spare(text, font, width)
                    size: Theme.note
                    color: Theme.ink2
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    elide: Text.ElideNone
                    Accessible.ignored: true
                }
            }
            Button {
                id: act
                anchors {
                    right: state.left
                    rightMargin: 12
                    verticalCenter: parent.verticalCenter
                }
                visible: line.deed !== ""
                kind: "small"
                text: card.words[line.deed] ?? ""
                onClicked: card.done(line.deed, line.key)
            }
            Icon {
                id: state
                anchors {
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                name: line.level === "fine" ? "stock-there" : (line.level === "note" ? "stock-old" : "stock-none")
                size: 22
                color: line.level === "fine" ? Theme.ok : (line.level === "note" ? Theme.warn : Theme.bad)
            }
            Hairline {
                anchors {
                    left: parent.left
                    right: parent.right
                    top: parent.top
                }
                visible: line.index > 0
            }
        }
    }
}
