pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// One property of the products side by side.
Item {
    id: fact

    required property string name
    required property string first
    required property string second
    required property string third
    required property string spoken
    required property int columns
    required property real columnWidth
    required property int gutter

    implicitHeight: values.y + values.height + 12
    Accessible.role: Accessible.StaticText
    Accessible.name: spoken

    Hairline {
        width: parent.width
    }
    Label {
        y: 10
        text: fact.name
        size: Theme.note
        color: Theme.ink2
        Accessible.ignored: true
    }
    Row {
        id: values
        y: 34
        spacing: fact.gutter

        Repeater {
            model: [fact.first, fact.second, fact.third].slice(0, fact.columns)

            Prose {
                required property string modelData

                width: fact.columnWidth
                says: modelData
                maximumLineCount: 3
                Accessible.ignored: true
            }
        }
    }
}
