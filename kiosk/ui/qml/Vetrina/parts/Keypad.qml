pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The on-screen keys: letters or kana, figures beside the letters.
Rectangle {
    id: pad

    required property KeypadModel keys
    readonly property int gap: 8
    // Beside the rail of a desk there is less room than the table of kana wants.
    readonly property int unit: keys.kana ? Math.min(72, Math.floor((width - 24) / Math.max(1, columns)) - gap) : 72
    readonly property list<string> rows: keys.rows.split("\n")
    readonly property list<string> endings: keys.endings === "" ? [] : keys.endings.split("\n")
    readonly property list<string> lines: rows.slice(0, 3)
    readonly property string last: rows.length > 3 ? rows[3] : ""
    readonly property int columns: lines.length > 0 ? lines[0].length : 0

    function span(keys: int): int {
        return keys * unit + (keys - 1) * gap;
    }

    component SignKey: Key {
        required property string modelData

        // An empty place in the table of kana.
        readonly property bool blank: text === "\u3000"

        width: pad.unit
        text: modelData
        spoken: pad.keys.spoken(text)
        opacity: blank ? 0 : 1
        enabled: !blank
        Accessible.ignored: blank
        onClicked: pad.keys.press(text)
    }

    implicitHeight: span(4) + 32
    color: Theme.tile
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("keys.board")

    // What is tapped between the keys belongs to nobody behind them.
    MouseArea {
        anchors.fill: parent
    }
    Hairline {
        width: parent.width
    }
    Row {
        anchors.centerIn: parent
        spacing: 24

        Column {
            spacing: pad.gap

            Repeater {
                model: pad.lines

                Row {
                    id: line
                    required property string modelData

                    spacing: pad.gap

                    Repeater {
                        model: line.modelData.split("")

                        SignKey {}
                    }
                }
            }
            Row {
                spacing: pad.gap

                Repeater {
                    model: pad.last.split("")

                    SignKey {}
                }
                Key {
                    visible: pad.keys.hasKana
                    width: pad.span(2)
                    text: pad.keys.kana ? qsTrId("keys.latin") : qsTrId("keys.kana")
                    onClicked: pad.keys.switch()
                }
                Repeater {
                    model: pad.endings

                    SignKey {
                        width: pad.span(2)
                    }
                }
                Key {
                    // No address has blanks.
                    visible: pad.endings.length === 0
                    width: pad.span(pad.columns - pad.last.length - (pad.keys.hasKana ? 2 : 0) - 4)
                    text: qsTrId("keys.space")
                    onClicked: pad.keys.press(" ")
                }
                Key {
                    width: pad.span(2)
                    symbol: "erase"
                    autoRepeat: true
                    text: qsTrId("keys.erase")
                    onClicked: pad.keys.erase()
                }
                Key {
                    width: pad.span(2)
                    symbol: "keys-down"
                    text: qsTrId("keys.hide")
                    onClicked: pad.keys.close()
                }
            }
        }
        Column {
            visible: !pad.keys.kana
            spacing: pad.gap

            Grid {
                columns: 3
                spacing: pad.gap

                Repeater {
                    model: "789456123".split("")

                    SignKey {}
                }
            }
            Row {
                spacing: pad.gap

                SignKey {
                    modelData: "0"
                    width: pad.span(pad.keys.extra !== "" ? 2 : 3)
                }
                SignKey {
                    visible: text !== ""
                    modelData: pad.keys.extra
                }
            }
        }
    }
}
