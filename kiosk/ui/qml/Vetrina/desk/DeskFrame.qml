import QtQuick
import Vetrina
import Vetrina.Models

// What every page of the desk has: a head with its title, the search field, the state of sync, and a bottom bar
// where there is something in it. Enter asks for the page's one action, Escape leads back.
FocusScope {
    id: frame

    required property DeskModel desk
    required property string title
    property string subtitle: ""
    // A page that one comes to from another has a way back.
    property bool backs: false
    // Between the title and the state of sync: a note, a chip.
    property alias notes: notes.data
    // Left and right in the bottom bar.
    property alias aside: aside.data
    property alias actions: actions.data
    // Whether there is anything to do in the bottom bar now.
    property bool barred: aside.children.length + actions.children.length > 0
    property bool searches: true
    default property alias contents: contents.data
    // Enter was pressed and nothing that has the keyboard wanted it.
    signal entered

    // What every page shows is asked for by the one that is seen alone.
    readonly property string rung: visible ? desk.rung : ""
    readonly property string sync: visible ? desk.sync : ""
    readonly property bool inStep: visible && desk.inStep
    readonly property string said: visible ? desk.said : ""

    readonly property int edge: 24
    readonly property int rightEdge: 32

    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onReturnPressed: entered()
    Keys.onEnterPressed: entered()
    Keys.onEscapePressed: desk.back()

    Item {
        id: head
        anchors {
            left: parent.left
            leftMargin: frame.edge
            right: parent.right
            rightMargin: frame.rightEdge
            top: parent.top
        }
        height: 96
        // What is found hangs over the page.
        z: 15

        IconButton {
            id: back
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: 1
            x: -14
            visible: frame.backs
            bordered: false
            symbol: "chevron-left"
            text: qsTrId("nav.back")
            onClicked: frame.desk.back()
        }
        Heading {
            id: name
            anchors {
                left: parent.left
                leftMargin: frame.backs ? 48 : 0
                verticalCenter: parent.verticalCenter
            }
            readonly property real room: head.width - x - right.width - 24
            width: Math.min(implicitWidth, room)
            text: frame.title
            // What is too long for one line stands smaller, in two.
            size: whole.advanceWidth > room ? Theme.lead : Theme.title
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        TextMetrics {
            id: whole
            font: Qt.font({
                family: Theme.displayFamily,
                weight: Theme.displayWeight,
                pixelSize: Theme.title
            })
            text: frame.title
        }
        Label {
            anchors {
                left: name.right
                leftMargin: 16
                right: right.left
                rightMargin: 16
                baseline: name.baseline
            }
            // A few letters of it tell nothing.
            visible: width >= Math.min(implicitWidth, 96)
            text: frame.subtitle
            size: Theme.note
            color: Theme.ink2
        }
        Row {
            id: right
            anchors {
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            spacing: 16

            Row {
                id: notes
                anchors.verticalCenter: parent.verticalCenter
                spacing: 16
            }
            // What is new takes the place of what is always there: it lies over nothing.
            BellNote {
                id: bell
                anchors.verticalCenter: parent.verticalCenter
                room: head.width - name.x - Math.min(name.implicitWidth, head.width / 3) - notes.width - 56
                rung: frame.rung
                onFollowed: frame.desk.showRung()
                onDismissed: frame.desk.hideRung()
            }
            SyncNote {
                anchors.verticalCenter: parent.verticalCenter
                visible: !bell.visible
                text: frame.sync
                inStep: frame.inStep
            }
            FindField {
                anchors.verticalCenter: parent.verticalCenter
                offered: frame.searches
                aside: bell.visible
                desk: frame.desk
                room: keys.y - head.height
            }
        }
    }
    Connections {
        target: frame.desk
        enabled: frame.enabled

        function onFieldLeft(): void {
            contents.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    FocusScope {
        id: contents
        focus: true
        anchors {
            left: parent.left
            leftMargin: frame.edge
            right: parent.right
            rightMargin: frame.rightEdge
            top: head.bottom
            bottom: bar.visible ? bar.top : parent.bottom
            bottomMargin: 16
        }
    }
    Rectangle {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 112
        visible: frame.barred
        color: Theme.surface

        Hairline {
            anchors {
                left: parent.left
                right: parent.right
            }
        }
        Row {
            id: aside
            anchors {
                left: parent.left
                leftMargin: frame.edge
                verticalCenter: parent.verticalCenter
            }
            spacing: 16
        }
        Row {
            id: actions
            anchors {
                right: parent.right
                rightMargin: frame.rightEdge
                verticalCenter: parent.verticalCenter
            }
            spacing: 16
        }
    }
    KeysBelow {
        id: keys
        keys: frame.desk.find.keypad
        visible: frame.searches
    }
    Toast {
        anchors {
            left: contents.left
            bottom: contents.bottom
        }
        z: 20
        width: Math.min(640, contents.width)
        said: frame.said
        undo: frame.said !== "" && frame.desk.saidUndo
        done: frame.said === "" || frame.desk.saidDone
        onUndone: frame.desk.undo()
    }
}
