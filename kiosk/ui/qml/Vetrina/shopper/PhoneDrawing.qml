pragma ComponentBehavior: Bound
import QtQuick
import Vetrina

// A phone that asks for the number on the screen: what to expect in one's hand.
Rectangle {
    id: phone

    required property string number
    readonly property int value: parseInt(number) || 10
    readonly property list<string> numbers: [other(7, 11), number, other(13, 29)]

    // Any other number of two digits.
    function other(times: int, more: int): string {
        const drawn = 10 + (value * times + more) % 90;
        return drawn === value ? `${10 + (drawn + 31) % 90}` : `${drawn}`;
    }

    implicitWidth: 236
    implicitHeight: 456
    radius: 36
    color: Theme.ink
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        anchors.margins: 10
        radius: 26
        color: Theme.page

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 16
            width: 64
            height: 6
            radius: 3
            color: Theme.ink
        }
        Column {
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: 24
                topMargin: 48
            }
            spacing: 12

            Prose {
                width: parent.width
                height: Math.max(68, implicitHeight)
                says: qsTrId("hello.phone_question")
                size: Theme.note
                horizontalAlignment: Text.AlignHCenter
                maximumLineCount: 4
                Accessible.ignored: true
            }
            Repeater {
                model: phone.numbers

                Rectangle {
                    required property string modelData
                    readonly property bool matches: modelData === phone.number

                    anchors.horizontalCenter: parent?.horizontalCenter
                    width: 140
                    height: 64
                    radius: Theme.photoRadius
                    color: matches ? Theme.primary : Theme.surface
                    border.width: matches ? 0 : 1
                    border.color: Theme.control

                    Label {
                        anchors.centerIn: parent
                        text: parent.modelData
                        size: Theme.lead
                        weight: Font.DemiBold
                        color: parent.matches ? Theme.primaryInk : Theme.ink
                        Accessible.ignored: true
                    }
                }
            }
            Label {
                width: parent.width
                height: 44
                text: qsTrId("hello.phone_not_me")
                size: Theme.note
                color: Theme.ink2
                font.underline: true
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignBottom
                Accessible.ignored: true
            }
        }
    }
}
