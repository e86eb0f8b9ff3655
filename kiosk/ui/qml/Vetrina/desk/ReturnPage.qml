pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Taking goods back: find the receipt, choose what comes back, see what is paid back.
DeskFrame {
    id: page

    readonly property ReturnsModel returns: desk.returns

    title: returns.head.title
    subtitle: returns.head.bought
    backs: returns.known || returns.coming
    searches: !backs || width >= 1500
    onEntered: returns.known ? returns.takeBack() : returns.seek()

    Card {
        id: finding
        anchors.fill: parent
        visible: !page.returns.known

        EmptyNote {
            anchors.centerIn: parent
            width: Math.min(640, parent.width - 64)
            visible: receipts.count === 0 || page.returns.coming
            symbol: page.returns.coming ? "clock" : "scan"
            text: page.returns.coming ? qsTrId("returns.coming") : qsTrId("returns.none_here")
            hint: page.returns.coming ? "" : qsTrId("returns.none_here_hint")
        }
        Column {
            anchors {
                horizontalCenter: parent.horizontalCenter
                top: parent.top
                topMargin: 32
            }
            width: Math.min(720, parent.width - 48)
            visible: receipts.count > 0 && !page.returns.coming
            spacing: 24

            Prose {
                width: parent.width
                says: qsTrId("returns.none_here")
                color: Theme.ink2
                elide: Text.ElideNone
            }
            Heading {
                width: parent.width
                text: qsTrId("returns.choose")
                size: Theme.lead
            }
            DeskRows {
                id: receipts
                width: parent.width
                height: Math.min(contentHeight, finding.height - 200)
                model: page.returns.receipts
                Accessible.role: Accessible.List
                Accessible.name: qsTrId("returns.choose")
                delegate: FoundLine {
                    required property string key

                    width: receipts.width
                    onClicked: page.returns.choose(key)
                }
            }
        }
    }
    Card {
        id: left
        anchors {
            left: parent.left
            right: right.left
            rightMargin: 24
            top: parent.top
            bottom: parent.bottom
        }
        visible: page.returns.known

        Rectangle {
            id: story
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: 12
            }
            height: visible ? told.height + 24 : 0
            visible: page.returns.head.begun !== ""
            radius: Theme.photoRadius
            color: Theme.page

            Icon {
                x: 16
                y: 14
                name: "chat"
                size: 24
                color: Theme.primary
            }
            Column {
                id: told
                anchors {
                    left: parent.left
                    leftMargin: 56
                    right: parent.right
                    rightMargin: 16
                    top: parent.top
                    topMargin: 12
                }

                Label {
                    width: parent.width
                    text: page.returns.head.begun
                    size: Theme.note
                    weight: Font.DemiBold
                }
                Prose {
                    width: parent.width
                    visible: text !== ""
                    says: page.returns.head.told
                    size: Theme.note
                    maximumLineCount: 4
                }
            }
        }
        DeskRows {
            id: lines
            anchors {
                left: parent.left
                right: parent.right
                top: story.visible ? story.bottom : parent.top
                bottom: parent.bottom
                margins: 12
            }
            focus: page.returns.known
            activeFocusOnTab: true
            model: page.returns.lines
            Accessible.role: Accessible.List
            Accessible.name: qsTrId("returns.lines")
            Keys.onPressed: event => {
                const row = currentItem as ReturnLine;
                if (!row)
                    return;
                event.accepted = true;
                if (event.text === "+")
                    page.returns.more(row.key);
                else if (event.text === "-")
                    page.returns.less(row.key);
                else if (event.text === "n")
                    page.returns.note(row.key);
                else
                    event.accepted = false;
            }
            delegate: ReturnLine {
                required property int index

                width: lines.width
                returns: page.returns
                current: lines.activeFocus && lines.currentIndex === index
            }
        }
    }
    Card {
        id: right
        anchors {
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        visible: page.returns.known
        width: page.width >= 1500 ? 520 : 336

        Column {
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: 24
            }
            spacing: 12

            Label {
                width: parent.width
                text: qsTrId("returns.refund")
                color: Theme.ink2
            }
            Heading {
                width: parent.width
                text: page.returns.head.refund
                size: Theme.head
            }
            Prose {
                width: parent.width
                says: page.returns.head.pieces > 0 ? qsTrId("returns.pieces", page.returns.head.pieces) : qsTrId("returns.nothing_chosen")
                elide: Text.ElideNone
            }
            Prose {
                width: parent.width
                visible: page.returns.head.pieces > 0
                says: qsTrId("returns.refund_hint")
                size: Theme.note
                color: Theme.ink2
                elide: Text.ElideNone
            }
            Prose {
                width: parent.width
                visible: page.returns.head.late
                says: qsTrId("returns.too_late")
                weight: Font.Medium
                color: Theme.warn
                elide: Text.ElideNone
            }
            Chip {
                visible: page.returns.head.late
                checked: page.returns.head.allowed
                text: qsTrId("returns.allow_late")
                Accessible.role: Accessible.CheckBox
                onClicked: page.returns.allowLate()
            }
        }
        // What was taken back last stands apart from what is being taken back now.
        Column {
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                margins: 24
                bottomMargin: 16
            }
            visible: page.returns.taken.told !== ""
            spacing: 12

            Hairline {
                width: parent.width
            }
            Prose {
                width: parent.width
                says: page.returns.taken.told
                size: Theme.note
                elide: Text.ElideNone
            }
            Button {
                width: parent.width
                kind: "small"
                symbol: "undo"
                text: qsTrId("returns.undo")
                onClicked: page.returns.taken.undo()
            }
        }
    }
    WriteDialog {
        parent: page
        writing: page.returns.writing
    }
    aside: Row {
        visible: page.returns.known
        spacing: 16

        Button {
            kind: "tall-bare"
            visible: page.returns.head.pieces > 0
            symbol: "clock"
            text: qsTrId("returns.keep")
            onClicked: page.returns.keep()
        }
        Button {
            kind: "tall-bare"
            visible: page.returns.head.begun !== ""
            symbol: "close"
            text: qsTrId("returns.drop")
            onClicked: page.returns.drop()
        }
    }
    actions: Row {
        spacing: 16

        Button {
            kind: "primary"
            visible: !page.returns.known && !page.returns.coming
            symbol: "search"
            text: qsTrId("returns.seek")
            onClicked: page.returns.seek()
        }
        Button {
            kind: "primary"
            visible: page.returns.known
            enabled: page.returns.ready
            opacity: enabled ? 1 : 0.5
            symbol: "undo"
            text: qsTrId("returns.take")
            onClicked: page.returns.takeBack()
        }
    }
}
