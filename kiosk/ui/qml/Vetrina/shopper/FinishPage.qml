pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The end of a visit: what was kept and where, and what was cleared here.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property VisitModel visit: kiosk.visit

    Keys.onEscapePressed: kiosk.toAttract()
    Accessible.role: Accessible.Pane
    Accessible.name: Look.thanks

    component Receipt: Card {
        id: receipt

        required property string title
        required property string symbol
        required property Rows rows

        implicitHeight: facts.height + 64

        Column {
            id: facts
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: 32
            }
            spacing: 16

            Heading {
                text: receipt.title
                size: Theme.lead
            }
            Repeater {
                model: receipt.rows

                Row {
                    id: fact
                    required property string text

                    width: facts.width
                    spacing: 14

                    Icon {
                        y: 2
                        name: receipt.symbol
                        size: 24
                        color: Theme.primary
                    }
                    Prose {
                        width: parent.width - 38
                        says: fact.text
                    }
                }
            }
        }
    }

    AccessButton {
        anchors {
            top: parent.top
            topMargin: 8
            right: parent.right
            rightMargin: Theme.margin(page.width)
        }
        kiosk: page.kiosk
    }
    Column {
        id: words
        anchors {
            left: parent.left
            right: parent.right
            leftMargin: Theme.margin(page.width)
            rightMargin: Theme.margin(page.width)
        }
        y: page.visit.parked && page.height < 900 ? 40 : page.height * 0.14
        spacing: 16

        Icon {
            visible: !page.visit.parked || page.height >= 900
            name: "logo"
            size: 56
            color: Theme.primary
        }
        Headline {
            width: parent.width
            says: Look.thanks
            size: Theme.hero
        }
        Prose {
            width: parent.width
            says: Look.finish
            size: Theme.lead
            color: Theme.ink2
        }
        ClaimSlip {
            visible: page.visit.parked
            width: parent.width
            color: Theme.surface
            visit: page.visit
            note: page.kiosk.hub.offline ? qsTrId("park.later") : ""
        }
        Item {
            visible: !page.visit.parked
            width: 1
            height: 16
        }
        Row {
            id: receipts
            readonly property real tall: Math.max(kept.implicitHeight, cleared.implicitHeight)

            width: parent.width
            spacing: 32

            Receipt {
                id: kept
                width: (receipts.width - 32) / 2
                height: receipts.tall
                title: qsTrId("finish.kept")
                symbol: "check"
                rows: page.visit.kept
            }
            Receipt {
                id: cleared
                width: (receipts.width - 32) / 2
                height: receipts.tall
                title: qsTrId("finish.wiped")
                symbol: "close"
                rows: page.visit.cleared
            }
        }
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 112
        color: Theme.surface

        Hairline {
            width: parent.width
        }
        Label {
            anchors {
                left: parent.left
                leftMargin: Theme.margin(page.width)
                verticalCenter: parent.verticalCenter
            }
            text: `${qsTrId("finish.seconds", page.kiosk.farewell)}\n${qsTrId("finish.receipt")}`
            color: Theme.ink2
        }
        Button {
            anchors {
                right: parent.right
                rightMargin: Theme.margin(page.width)
                verticalCenter: parent.verticalCenter
            }
            kind: "primary"
            focus: true
            width: Math.max(implicitWidth, 420)
            text: qsTrId("finish.next")
            onClicked: page.kiosk.toAttract()
        }
    }
}
