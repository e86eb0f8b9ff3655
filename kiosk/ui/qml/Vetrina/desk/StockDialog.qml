pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// A figure that is asked for: counted, received, corrected. Digits type it, arrows step, Enter keeps it.
Dialog {
    id: dialog

    required property StockDeskModel stock

    // While a note is written its dialog stands here.
    shown: stock.deed !== "" && !stock.writing.shown
    cardWidth: 800
    cardHeight: (stock.deed === "correct" ? 404 + why.height : 368) + (note.visible ? note.height + 24 : 0)
    z: 30
    Accessible.name: title.text
    onEscaped: stock.cancel()
    // Enter keeps the figure, whichever button was pressed last.
    onShownChanged: if (shown)
        title.forceActiveFocus(Qt.OtherFocusReason)
    Keys.onReturnPressed: stock.confirm()
    Keys.onEnterPressed: stock.confirm()
    Keys.onUpPressed: stock.add(1)
    Keys.onDownPressed: stock.add(-1)
    Keys.onPressed: event => {
        if (event.text.length === 1 && event.text >= "0" && event.text <= "9") {
            dialog.stock.digit(Number(event.text));
            event.accepted = true;
        }
    }

    Heading {
        id: title
        x: 40
        y: 32
        width: parent.width - 80
        text: dialog.stock.deed === "" ? "" : qsTrId(`stockdesk.${dialog.stock.deed}_title`)
    }
    Label {
        x: 40
        anchors.top: title.bottom
        width: parent.width - 80
        text: [dialog.stock.name, dialog.stock.variantName].filter(part => part !== "").join(qsTrId("list.and"))
        size: Theme.note
        color: Theme.ink2
    }
    Row {
        id: stepper
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: title.bottom
            topMargin: 40
        }
        spacing: 24

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            symbol: "minus"
            text: qsTrId("stockdesk.less")
            autoRepeat: true
            onClicked: dialog.stock.add(-1)
        }
        Heading {
            width: 200
            horizontalAlignment: Text.AlignHCenter
            text: (dialog.stock.figure < 0 ? "\u2212" : (dialog.stock.deed === "correct" ? "+" : "")) + Math.abs(dialog.stock.figure)
            size: Theme.hero
            Accessible.name: `${qsTrId("stockdesk.figure")} ${dialog.stock.figure}`
        }
        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            symbol: "plus"
            text: qsTrId("stockdesk.more")
            autoRepeat: true
            onClicked: dialog.stock.add(1)
        }
    }
    Flow {
        id: why
        anchors {
            left: parent.left
            right: parent.right
            leftMargin: 40
            rightMargin: 40
            top: stepper.bottom
            topMargin: 16
        }
        visible: dialog.stock.deed === "correct"
        spacing: 12

        Repeater {
            model: dialog.stock.reasons

            Chip {
                required property string code

                // The words stand in sentences too; alone they are an answer.
                readonly property string words: qsTrId(`stockdesk.why_${code}`)

                text: words.charAt(0).toUpperCase() + words.slice(1)
                checked: dialog.stock.reason === code
                onClicked: dialog.stock.because(code)
            }
        }
    }
    Prose {
        id: note
        anchors {
            left: why.left
            right: why.right
            top: why.visible ? why.bottom : stepper.bottom
            topMargin: 20
        }
        visible: text !== ""
        says: dialog.stock.note
        size: Theme.note
        color: Theme.ink2
        maximumLineCount: 2
    }
    Button {
        anchors {
            left: parent.left
            leftMargin: 40 - leftPadding
            verticalCenter: deeds.verticalCenter
        }
        kind: "tall-bare"
        symbol: "edit"
        text: dialog.stock.note === "" ? qsTrId("stockdesk.add_note") : qsTrId("stockdesk.change_note")
        onClicked: dialog.stock.remark()
    }
    Row {
        id: deeds
        anchors {
            right: parent.right
            bottom: parent.bottom
            margins: 32
        }
        spacing: 16

        Button {
            text: qsTrId("stockdesk.cancel")
            onClicked: dialog.stock.cancel()
        }
        Button {
            kind: "primary"
            symbol: "check"
            text: qsTrId("stockdesk.confirm")
            onClicked: dialog.stock.confirm()
        }
    }
}
