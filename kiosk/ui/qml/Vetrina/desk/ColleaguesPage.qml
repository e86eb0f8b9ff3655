pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// For managers: who works here, who cannot sign in and since when, and letting them try again.
DeskFrame {
    id: page

    readonly property ColleaguesModel colleagues: desk.colleagues

    title: qsTrId("colleagues.title")
    subtitle: qsTrId("colleagues.subtitle")
    backs: true

    Card {
        anchors.fill: parent

        Prose {
            anchors {
                fill: parent
                margins: 24
            }
            visible: text !== ""
            says: page.colleagues.asking ? qsTrId("colleagues.asking") : page.colleagues.trouble
            color: Theme.ink2
            verticalAlignment: Text.AlignTop
        }
        DeskRows {
            id: list
            anchors {
                fill: parent
                margins: 24
                topMargin: page.colleagues.trouble === "" ? 12 : 72
                bottomMargin: 8
            }
            model: page.colleagues.rows
            Accessible.role: Accessible.List
            Accessible.name: page.title
            delegate: Item {
                id: line

                required property string key
                required property string mark
                required property string name
                required property string role
                required property string detail
                required property bool shut
                required property int index

                width: ListView.view.width
                height: 88
                Accessible.role: Accessible.ListItem
                Accessible.name: [name, role, detail].join(", ")

                Rectangle {
                    id: disc
                    anchors.verticalCenter: parent.verticalCenter
                    width: 48
                    height: 48
                    radius: Theme.chipRadius > 0 ? 24 : 0
                    color: line.shut ? Theme.warnGround : Theme.tint

                    Label {
                        anchors.centerIn: parent
                        visible: !line.shut
                        text: line.mark
                        weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Icon {
                        anchors.centerIn: parent
                        visible: line.shut
                        name: "lock"
                        size: 24
                        color: Theme.warn
                    }
                }
                Column {
                    anchors {
                        left: disc.right
                        leftMargin: 16
                        right: act.visible ? act.left : parent.right
                        rightMargin: 16
                        verticalCenter: parent.verticalCenter
                    }

                    Label {
                        width: parent.width
                        text: [line.name, line.role].join(" · ")
                        weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Prose {
                        width: parent.width
                        says: line.detail
                        size: Theme.note
                        color: Theme.ink2
                        maximumLineCount: 2
                        Accessible.ignored: true
                    }
                }
                Button {
                    id: act
                    anchors {
                        right: parent.right
                        verticalCenter: parent.verticalCenter
                    }
                    visible: line.shut
                    kind: "small"
                    symbol: "check"
                    text: qsTrId("colleagues.let_in")
                    Accessible.description: line.name
                    onClicked: page.colleagues.letIn(line.key)
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
    aside: Button {
        symbol: "undo"
        text: qsTrId("colleagues.again")
        onClicked: page.colleagues.ask()
    }
}
