pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Where in the store somebody is: at this kiosk, in one of its areas, or elsewhere. Two rows are seen at once.
Flickable {
    id: chips

    required property WhereaboutsModel whereabouts
    readonly property int gap: 8

    implicitHeight: Math.min(flow.implicitHeight, 2 * Theme.control56 + gap)
    contentHeight: flow.implicitHeight
    clip: true
    boundsBehavior: Flickable.StopAtBounds

    Flow {
        id: flow
        width: chips.width
        spacing: chips.gap
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTrId("where.title")

        Repeater {
            model: chips.whereabouts.rows

            Chip {
                id: chip
                required property string key
                required property string name
                required property bool chosen

                text: name
                checked: chosen
                onClicked: chips.whereabouts.choose(key)
                onActiveFocusChanged: if (activeFocus)
                    chips.contentY = Math.max(0, Math.min(chips.contentHeight - chips.height, Math.max(y + height - chips.height, Math.min(chips.contentY, y))))
            }
        }
    }
    Hairline {
        parent: chips
        width: chips.width
        anchors.bottom: parent.bottom
        visible: !chips.atYEnd
    }

    ScrollMark {
        view: chips
    }
}
