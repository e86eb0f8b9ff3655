pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What the store does for the list: orders on their way, what is offered instead, its answers, the list's code.
Card {
    id: card

    required property ServiceModel service
    required property QuestionsModel questions
    signal taken

    Heading {
        id: title
        x: 24
        y: 20
        width: parent.width - 48
        text: qsTrId("service.title")
        size: Theme.lead
    }
    Flickable {
        id: notes
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            bottom: take.top
            leftMargin: 24
            rightMargin: 24
            bottomMargin: 16
        }
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        contentHeight: rows.implicitHeight

        Column {
            id: rows
            width: notes.width

            Repeater {
                model: card.service.offers

                OfferNote {
                    width: rows.width
                    onAnswered: agreed => card.service.answer(order, line, agreed)

                    Hairline {
                        anchors {
                            left: parent.left
                            right: parent.right
                            bottom: parent.bottom
                        }
                    }
                }
            }
            Repeater {
                model: card.service.orders

                OrderNote {
                    width: rows.width
                    onCalledOff: card.service.callOff(key)
                }
            }
            Repeater {
                model: card.questions.asked

                AskedNote {
                    width: rows.width
                    onTakenBack: card.questions.takeBack(key)
                }
            }
            Link {
                x: -8
                height: 56
                visible: card.questions.any
                symbol: "chat"
                text: qsTrId("ask.more")
                onClicked: card.questions.ask()
            }
        }

        ScrollMark {
            view: notes
            beside: 10
        }
    }
    // What goes on below is not the button's.
    Hairline {
        anchors {
            left: notes.left
            right: notes.right
            top: notes.bottom
        }
        visible: !notes.atYEnd
    }
    Button {
        id: take
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: 24
        }
        kind: "small"
        symbol: "qr"
        text: qsTrId("service.take")
        onClicked: card.taken()
    }
}
