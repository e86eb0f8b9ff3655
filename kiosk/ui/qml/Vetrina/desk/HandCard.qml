import QtQuick
import Vetrina
import Vetrina.Models

// What is together: where it lies, who fetches it, and the code by which the till finds it.
Card {
    id: card

    required property OrderHead head

    Flickable {
        id: rows

        anchors.fill: parent
        anchors.margins: 24
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: body.implicitHeight

        Column {
            id: body
            width: parent.width
            spacing: 12

            Headline {
                width: parent.width
                says: card.head.handTitle
                size: Theme.lead
            }
            Prose {
                width: parent.width
                visible: text !== ""
                says: card.head.handText
                elide: Text.ElideNone
                color: Theme.ink2
            }
            QrCode {
                visible: card.head.basketSide > 0
                anchors.horizontalCenter: parent.horizontalCenter
                width: 172
                height: 172
                path: card.head.basketPath
                side: card.head.basketSide
                Accessible.name: qsTrId("order.basket")
            }
            BarCode {
                visible: card.head.barsModules > 0
                width: parent.width
                height: 68
                path: card.head.barsPath
                modules: card.head.barsModules
                quiet: card.head.barsQuiet
                Accessible.name: qsTrId("order.basket")
            }
            Prose {
                width: parent.width
                visible: card.head.basketSide > 0
                horizontalAlignment: Text.AlignHCenter
                says: qsTrId("order.basket")
                size: Theme.note
                color: Theme.ink2
            }
            Label {
                width: parent.width
                visible: card.head.basket !== ""
                horizontalAlignment: Text.AlignHCenter
                text: card.head.basket
                size: Theme.lead
                weight: Font.DemiBold
                font.letterSpacing: size * 0.12
                wrapMode: Text.WrapAnywhere
            }
        }

        ScrollMark {
            view: rows
        }
    }
}
