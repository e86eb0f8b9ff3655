pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// How much room somebody has: three lengths, typed once, on keys of their own.
Dialog {
    id: dialog

    required property SpaceModel space
    readonly property int key: 96

    shown: space.asked
    cardWidth: 920
    cardHeight: keys.y + keys.height + 16 + 24 + 88 + 32
    onEscaped: space.close()
    Keys.onPressed: event => {
        const sign = event.text;
        if ("0123456789".includes(sign) && sign !== "")
            space.press(sign);
        else if (sign === "," || sign === ".")
            space.press(space.mark);
        else if (event.key === Qt.Key_Backspace)
            space.erase();
        else
            return;
        event.accepted = true;
    }

    component Length: SpaceField {
        required property string field

        width: 424
        unit: dialog.space.unit === "in" ? qsTrId("space.in") : qsTrId("space.cm")
        checked: dialog.space.field === field
        onClicked: dialog.space.choose(field)
    }
    component Digit: Key {
        implicitWidth: dialog.key
        onClicked: dialog.space.press(text)
    }

    Heading {
        id: title
        x: 48
        y: 40
        width: parent.width - 160
        text: qsTrId("space.title")
    }
    IconButton {
        anchors {
            right: parent.right
            top: parent.top
            margins: 32
        }
        symbol: "close"
        text: qsTrId("nav.close")
        onClicked: dialog.space.close()
    }
    Prose {
        id: lead
        anchors.top: title.bottom
        anchors.topMargin: 8
        x: 48
        width: parent.width - 176
        says: qsTrId("space.text")
        color: Theme.ink2
        maximumLineCount: 2
    }
    Column {
        anchors.top: lead.bottom
        anchors.topMargin: 24
        x: 48
        spacing: 12

        Length {
            field: "width"
            focus: true
            label: qsTrId("space.width")
            value: dialog.space.width
        }
        Length {
            field: "depth"
            label: qsTrId("space.depth")
            value: dialog.space.depth
        }
        Length {
            field: "height"
            label: qsTrId("space.height")
            value: dialog.space.height
        }
        Row {
            spacing: 12

            Repeater {
                model: ["cm", "in"]

                Chip {
                    required property string modelData

                    text: modelData === "in" ? qsTrId("space.inches") : qsTrId("space.centimetres")
                    checked: dialog.space.unit === modelData
                    onClicked: dialog.space.use(modelData)
                }
            }
        }
    }
    Rectangle {
        anchors {
            fill: keys
            margins: -16
        }
        radius: Theme.cardRadius
        color: Theme.tile
    }
    Grid {
        id: keys
        anchors {
            right: parent.right
            rightMargin: 64
            top: lead.bottom
            topMargin: 40
        }
        columns: 3
        spacing: 8

        Repeater {
            model: "123456789".split("")

            Digit {
                required property string modelData

                text: modelData
            }
        }
        Digit {
            text: dialog.space.mark
            spoken: qsTrId("space.mark")
        }
        Digit {
            text: "0"
        }
        Key {
            implicitWidth: dialog.key
            symbol: "erase"
            autoRepeat: true
            text: qsTrId("keys.erase")
            onClicked: dialog.space.erase()
        }
    }
    Row {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: 48
            rightMargin: 48
            bottomMargin: 32
        }
        spacing: 16

        Button {
            id: none
            visible: dialog.space.known
            text: qsTrId("space.forget")
            onClicked: dialog.space.forget()
        }
        Button {
            kind: "primary"
            width: parent.width - (none.visible ? none.width + 16 : 0)
            enabled: dialog.space.ready
            opacity: enabled ? 1 : 0.5
            text: qsTrId("space.save")
            onClicked: dialog.space.save()
        }
    }
}
