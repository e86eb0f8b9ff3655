pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// One option: what is chosen above, colours as swatches, anything else as chips.
Column {
    id: options

    required property ProductModel product
    required property string axis
    required property string name
    required property string chosen
    required property bool swatches
    required property Rows values

    spacing: 8
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    Row {
        spacing: 10

        Label {
            text: options.name
            size: Theme.note
            color: Theme.ink2
        }
        Label {
            text: options.chosen
            size: Theme.note
            weight: Font.Medium
        }
    }
    Flow {
        x: options.swatches ? -6 : 0
        width: parent.width + 12
        spacing: options.swatches ? 16 : 12

        Repeater {
            model: options.swatches ? options.values : null

            Swatch {
                required property string key
                required property string swatch
                required property string label
                required property bool chosen
                required here

                visible: key !== ""
                tone: swatch
                text: label
                checked: chosen
                onClicked: options.product.pick(options.axis, key)
            }
        }
        Repeater {
            model: options.swatches ? null : options.values

            Chip {
                required property string key
                required property string name
                required property string label
                required property bool chosen
                required here

                visible: key !== ""
                text: name
                checked: chosen
                Accessible.name: label
                onClicked: options.product.pick(options.axis, key)
            }
        }
    }
}
