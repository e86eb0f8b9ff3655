pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// The way of an order: what is done, where it is, what is ahead. Told by shape as well as by colour.
Row {
    id: bar

    required property var model
    readonly property real gap: marks.count > 1 ? Math.max(8, (width - used) / (marks.count - 1)) : 0
    property real used: 0

    function measure(): void {
        let sum = 0;
        for (let at = 0; at < marks.count; ++at) {
            const item = marks.itemAt(at) as StateMark;
            sum += item ? item.own : 0;
        }
        used = sum;
    }

    height: 32
    Accessible.role: Accessible.List

    component StateMark: Row {
        id: state

        required property int index
        required property string key
        required property int number
        required property string name
        required property string part
        // Without the stroke to the next one, which fills what is left.
        readonly property real own: 32 + spacing + word.implicitWidth

        spacing: 10
        Accessible.role: Accessible.ListItem
        Accessible.name: state.name
        Accessible.description: part === "here" ? qsTrId("order.state_here") : ""
        onOwnChanged: bar.measure()

        Rectangle {
            width: 32
            height: 32
            radius: Theme.chipRadius > 0 ? 16 : 0
            color: state.part === "ahead" ? "transparent" : Theme.primary
            border.width: state.part === "ahead" ? 1 : 0
            border.color: Theme.control

            Icon {
                anchors.centerIn: parent
                visible: state.part === "done"
                name: "check"
                size: 20
                color: Theme.primaryInk
            }
            Label {
                anchors.centerIn: parent
                visible: state.part !== "done"
                text: state.number
                size: Theme.note
                weight: Font.DemiBold
                color: state.part === "here" ? Theme.primaryInk : Theme.ink2
                Accessible.ignored: true
            }
        }
        Label {
            id: word
            anchors.verticalCenter: parent.verticalCenter
            text: state.name
            size: Theme.note
            weight: state.part === "here" ? Font.DemiBold : Font.Normal
            color: state.part === "here" ? Theme.ink : Theme.ink2
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Item {
            anchors.verticalCenter: parent.verticalCenter
            visible: state.index < marks.count - 1
            width: Math.max(0, bar.gap - 10)
            height: 2

            Rectangle {
                x: 4
                width: Math.max(0, parent.width - 14)
                height: 2
                color: state.part === "done" ? Theme.primary : Theme.line
            }
        }
    }

    Repeater {
        id: marks
        model: bar.model
        onItemAdded: bar.measure()
        onItemRemoved: bar.measure()

        StateMark {}
    }
}
