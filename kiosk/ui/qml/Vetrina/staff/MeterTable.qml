pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// How each kind of scanner does: one row a kind, times and misses in columns.
Item {
    id: table

    required property StaffModel staff
    readonly property int first: 160
    readonly property real column: (width - first) / 6

    component Cell: Label {
        required property int place

        x: table.first + place * table.column
        width: table.column
        horizontalAlignment: Text.AlignRight
    }
    component Head: Cell {
        readonly property int gap: 8

        x: table.first + place * table.column + gap
        width: table.column - gap
        size: Theme.note
        color: Theme.ink2
        wrapMode: Text.Wrap
        verticalAlignment: Text.AlignBottom
        height: 48
    }

    Label {
        id: name
        anchors.verticalCenter: anew.verticalCenter
        text: qsTrId("scanners.meter")
        weight: Font.DemiBold
    }
    Button {
        id: anew
        anchors.right: parent.right
        kind: "bare"
        symbol: "undo"
        text: qsTrId("scanners.anew")
        onClicked: table.staff.beginAnew()
    }
    Item {
        id: heads
        anchors {
            left: parent.left
            right: parent.right
            top: anew.bottom
        }
        height: 48

        Head {
            place: 0
            text: qsTrId("scanners.scans")
        }
        Head {
            place: 1
            text: qsTrId("scanners.unknown")
        }
        Head {
            place: 2
            text: qsTrId("scanners.missed")
        }
        Head {
            place: 3
            text: qsTrId("scanners.last")
        }
        Head {
            place: 4
            text: qsTrId("scanners.half")
        }
        Head {
            place: 5
            text: qsTrId("scanners.most")
        }
    }
    Column {
        anchors {
            left: parent.left
            right: parent.right
            top: heads.bottom
            topMargin: 4
        }

        Repeater {
            model: table.staff.meter

            Item {
                id: line

                required property string source
                required property string scans
                required property string unknown
                required property string missed
                required property string last
                required property string half
                required property string most

                width: table.width
                height: 40
                Accessible.role: Accessible.Row
                Accessible.name: source

                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    // Its longest name reaches under the first head, whose figures are short.
                    width: table.first + 32
                    size: Theme.note
                    text: line.source
                }
                Cell {
                    anchors.verticalCenter: parent.verticalCenter
                    place: 0
                    text: line.scans
                    weight: Font.DemiBold
                }
                Cell {
                    anchors.verticalCenter: parent.verticalCenter
                    place: 1
                    text: line.unknown
                }
                Cell {
                    anchors.verticalCenter: parent.verticalCenter
                    place: 2
                    text: line.missed
                }
                Cell {
                    anchors.verticalCenter: parent.verticalCenter
                    place: 3
                    text: line.last
                    weight: Font.DemiBold
                }
                Cell {
                    anchors.verticalCenter: parent.verticalCenter
                    place: 4
                    text: line.half
                }
                Cell {
                    anchors.verticalCenter: parent.verticalCenter
                    place: 5
                    text: line.most
                }
            }
        }
    }
}
