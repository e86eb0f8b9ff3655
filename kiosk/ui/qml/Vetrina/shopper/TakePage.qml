pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The large code: the list leaves with the shopper.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property TakeAlongModel take: kiosk.take
    readonly property int margin: Theme.margin(width)

    Keys.onEscapePressed: kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("take.title")

    component Step: Row {
        id: step

        required property int number
        required property string words

        spacing: 20

        Rectangle {
            width: 48
            height: 48
            radius: Theme.cardRadius > 0 ? 24 : 0
            color: Theme.tint

            Label {
                anchors.centerIn: parent
                text: step.number
                weight: Font.DemiBold
                color: Theme.primary
                Accessible.ignored: true
            }
        }
        Prose {
            anchors.verticalCenter: parent.verticalCenter
            width: step.width - 68
            says: step.words
        }
    }

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Column {
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: card.left
            rightMargin: 56
            verticalCenter: card.verticalCenter
        }
        spacing: 28

        Headline {
            width: parent.width
            says: qsTrId("take.how")
            size: Theme.head
        }
        Step {
            width: parent.width
            number: 1
            words: qsTrId("take.step_1")
        }
        Step {
            width: parent.width
            number: 2
            words: qsTrId("take.step_2")
        }
        Step {
            width: parent.width
            number: 3
            words: qsTrId("take.step_3")
        }
    }
    TakeCard {
        id: card
        anchors {
            right: parent.right
            rightMargin: page.margin
            top: top.bottom
            topMargin: 16
            bottom: bottom.top
            bottomMargin: 8
        }
        width: page.width >= 1600 ? 800 : 592
        codeSize: page.width >= 1600 ? 520 : 330
        titled: false
        take: page.take
        arrived: page.kiosk.list.onPhone
        offline: page.kiosk.hub.offline
        onMailed: page.kiosk.mail.open()
        printable: page.kiosk.paper.offered
        onPrinted: page.kiosk.paper.print()
    }
    Toast {
        anchors {
            left: parent.left
            leftMargin: page.margin
            right: card.left
            rightMargin: 32
            bottom: card.bottom
        }
        said: page.kiosk.said
        undo: page.kiosk.saidUndo
        done: page.kiosk.saidDone
        onUndone: page.kiosk.list.undo()
    }
    BottomBar {
        id: bottom
        width: parent.width
        anchors.bottom: parent.bottom
        kiosk: page.kiosk

        Button {
            visible: page.take.leaving
            text: qsTrId("take.skip")
            onClicked: page.kiosk.skipTake()
        }
        Button {
            kind: "primary"
            symbol: "check"
            focus: true
            width: Math.max(implicitWidth, 420)
            text: qsTrId("take.done")
            onClicked: page.take.leaving ? page.kiosk.toFinish() : page.kiosk.toList()
        }
    }
}
