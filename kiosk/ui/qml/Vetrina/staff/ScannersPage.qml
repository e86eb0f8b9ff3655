pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The staff's page for scanners: how they do, what arrives, what is attached, learning one, the test sheet.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property StaffModel staff: kiosk.staff
    readonly property int margin: Theme.margin(width)

    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("scanners.title")
    Keys.onEscapePressed: staff.learning ? staff.stopLearning() : kiosk.leaveStaff()

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
        ofStaff: true
    }
    Heading {
        id: title
        anchors {
            left: parent.left
            leftMargin: page.margin
            top: top.bottom
        }
        text: qsTrId("scanners.title")
        size: Theme.head
    }
    Card {
        id: figures
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: attached.left
            rightMargin: 32
            top: title.bottom
            topMargin: 20
        }
        height: 276

        MeterTable {
            anchors.fill: parent
            anchors.margins: 24
            staff: page.staff
        }
    }
    Card {
        anchors {
            left: figures.left
            right: figures.right
            top: figures.bottom
            topMargin: 20
            bottom: bar.top
            bottomMargin: 20
        }

        Column {
            anchors.fill: parent
            anchors.margins: 24
            anchors.topMargin: 20
            spacing: 2

            Label {
                text: qsTrId("scanners.reads")
                weight: Font.DemiBold
            }
            Prose {
                width: parent.width
                visible: !page.staff.scannedAny
                says: qsTrId("scanners.reads_none")
                color: Theme.ink2
            }
            Repeater {
                model: page.staff.reads

                ReadLine {
                    width: parent.width
                }
            }
        }
    }
    Card {
        id: attached
        anchors {
            right: parent.right
            rightMargin: page.margin
            top: figures.top
            bottom: bar.top
            bottomMargin: 20
        }
        width: 478

        Label {
            x: 24
            anchors.verticalCenter: forget.verticalCenter
            text: qsTrId("scanners.attached")
            weight: Font.DemiBold
        }
        Button {
            id: forget
            anchors.right: parent.right
            anchors.rightMargin: 8
            y: 24
            visible: page.staff.learned
            kind: "bare"
            text: qsTrId("scanners.forget")
            onClicked: page.staff.forget()
        }
        Flickable {
            id: rows

            anchors {
                left: parent.left
                right: parent.right
                top: forget.bottom
                topMargin: 12
                bottom: answer.visible ? answer.top : parent.bottom
                bottomMargin: 16
            }
            contentHeight: things.height
            clip: true

            Column {
                id: things
                x: 24
                width: parent.width - 48
                spacing: 16

                Repeater {
                    model: page.staff.devices

                    DeviceLine {
                        width: things.width
                    }
                }
            }

            ScrollMark {
                view: rows
            }
        }
        Rectangle {
            id: answer
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                margins: 16
            }
            height: said.implicitHeight + 32
            visible: page.staff.said !== ""
            radius: Theme.photoRadius
            color: page.staff.learning ? Theme.tint : Theme.page
            Accessible.role: Accessible.AlertMessage
            Accessible.name: page.staff.said

            Label {
                id: said
                anchors {
                    left: parent.left
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                    margins: 16
                }
                text: Look.tied(page.staff.said)
                rightPadding: Look.spare(text, font, width)
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                elide: Text.ElideNone
                Accessible.ignored: true
            }
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
        color: Theme.surface

        Hairline {
            anchors {
                left: parent.left
                right: parent.right
            }
        }
        Row {
            anchors {
                left: parent.left
                leftMargin: page.margin
                verticalCenter: parent.verticalCenter
            }
            spacing: 16

            Button {
                symbol: page.staff.learning ? "close" : "scan"
                text: page.staff.learning ? qsTrId("scanners.learn_stop") : qsTrId("scanners.learn")
                onClicked: page.staff.learning ? page.staff.stopLearning() : page.staff.learn()
            }
            Button {
                symbol: "print"
                text: qsTrId("scanners.sheet")
                onClicked: page.staff.printSheet()
            }
        }
        Button {
            anchors {
                right: parent.right
                rightMargin: page.margin
                verticalCenter: parent.verticalCenter
            }
            kind: "primary"
            focus: true
            symbol: "check"
            text: qsTrId("scanners.done")
            onClicked: page.kiosk.leaveStaff()
        }
    }
}
