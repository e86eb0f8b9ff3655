pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// A mean rating as five stars, the last one cut where it ends.
Row {
    id: stars

    property real value: 0
    property int size: 18
    property int of: 5

    spacing: 2
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTrId("product.rating").arg(value.toFixed(1))

    Repeater {
        model: stars.of

        Item {
            id: star
            required property int index

            width: stars.size
            height: stars.size

            Icon {
                name: "star-full"
                size: stars.size
                color: Theme.line
            }
            Item {
                width: stars.size * Math.max(0, Math.min(1, stars.value - star.index))
                height: stars.size
                clip: true

                Icon {
                    name: "star-full"
                    size: stars.size
                }
            }
        }
    }
}
