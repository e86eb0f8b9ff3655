pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What else may be done with an order.
Dialog {
    id: dialog

    required property OrderModel order

    shown: true
    cardWidth: 640
    cardHeight: body.implicitHeight + 80
    Accessible.name: order.head.title
    onEscaped: order.questions.close()

    Column {
        id: body
        x: 40
        y: 40
        width: parent.width - 80
        spacing: 12

        Heading {
            width: parent.width
            text: dialog.order.head.title
            size: Theme.lead
        }
        Repeater {
            model: dialog.order.more

            Button {
                required property int index
                required property string key
                required property string words

                text: words
                width: body.width
                kind: "small"
                focus: index === 0
                onClicked: {
                    dialog.order.questions.close();
                    dialog.order.ask(key);
                }
            }
        }
        Button {
            x: -leftPadding
            kind: "bare"
            symbol: "close"
            text: qsTrId("nav.close")
            onClicked: dialog.order.questions.close()
        }
    }
}
