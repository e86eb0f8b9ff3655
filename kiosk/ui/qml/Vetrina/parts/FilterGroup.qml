pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The values of one filter, with how many products each would leave.
Column {
    id: group

    required property string name
    required property Rows chips
    signal toggled(string group, string value)

    visible: chips.count > 0
    spacing: 12
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    Label {
        text: group.name
        weight: Font.DemiBold
    }
    Flow {
        width: parent.width
        spacing: 12

        Repeater {
            model: group.chips

            FilterChip {
                id: chip
                required property string group
                required property string value
                required property string name
                required property bool chosen
                required number
                required swatch

                text: name
                checked: chosen
                onClicked: group.toggled(chip.group, value)
            }
        }
    }
}
