import QtQuick
import Vetrina
import Vetrina.Models

// A scan that led nowhere: why, and what to do instead.
Dialog {
    id: dialog

    required property KioskModel kiosk
    readonly property var unread: ["check_digit", "control_characters", "empty", "broken_label", "too_long"]
    readonly property var other: ["list", "link", "customer", "receipt", "order", "coupon", "not_a_product"]
    readonly property var known: [...unread, ...other, "not_a_code", "no_catalogue"]

    function titleOf(reason: string): string {
        if (unread.includes(reason))
            return qsTrId("unknown.title_unread");
        if (other.includes(reason))
            return qsTrId("unknown.title_other");
        return qsTrId(reason === "no_catalogue" ? "unknown.title_no_catalogue" : "unknown.title");
    }

    shown: kiosk.unknown !== ""
    cardWidth: 720
    cardHeight: 400
    onEscaped: kiosk.closeAnswer()

    Rectangle {
        id: disc
        x: 48
        y: 48
        width: 72
        height: 72
        radius: Theme.cardRadius > 0 ? 36 : 0
        color: Theme.warnGround

        Icon {
            anchors.centerIn: parent
            name: "scan"
            size: 36
            color: Theme.warn
        }
    }
    Column {
        anchors {
            left: disc.right
            leftMargin: 28
            right: parent.right
            rightMargin: 48
            top: parent.top
            topMargin: 48
        }
        spacing: 16

        Heading {
            width: parent.width
            text: dialog.titleOf(dialog.kiosk.unknown)
            wrapMode: Text.Wrap
        }
        Label {
            width: parent.width
            text: dialog.known.includes(dialog.kiosk.unknown) ? qsTrId(`unknown.${dialog.kiosk.unknown}`) : Look.unknownCode
            size: Theme.lead
            wrapMode: Text.Wrap
        }
    }
    Row {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: 48
        }
        spacing: 16

        Button {
            width: (parent.width - 16) * 0.42
            visible: !dialog.kiosk.list.empty
            text: qsTrId("unknown.to_list")
            onClicked: dialog.kiosk.toList()
        }
        Button {
            kind: "primary"
            focus: true
            width: dialog.kiosk.list.empty ? parent.width : (parent.width - 16) * 0.58
            text: qsTrId("unknown.again")
            onClicked: dialog.kiosk.closeAnswer()
        }
    }
}
