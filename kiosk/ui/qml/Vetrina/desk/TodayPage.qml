pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What is to be done, by urgency: arrows choose, Enter does the next step.
DeskFrame {
    id: page

    readonly property TodayModel today: desk.today

    title: today.day
    onEntered: today.act()

    TimeLine {
        id: line
        width: parent.width
        today: page.today
    }
    Card {
        id: left
        anchors {
            left: parent.left
            right: right.visible ? right.left : parent.right
            rightMargin: right.visible ? 24 : 0
            top: line.bottom
            topMargin: 16
            bottom: parent.bottom
        }

        DeskRows {
            id: queue
            anchors {
                fill: parent
                leftMargin: 8
                rightMargin: 8
                topMargin: 8
                bottomMargin: 8
            }
            focus: true
            activeFocusOnTab: true
            model: page.today.rows
            currentIndex: page.today.chosen
            keyNavigationEnabled: false
            Accessible.role: Accessible.List
            Accessible.name: qsTrId("today.queue")
            Keys.onDownPressed: page.today.choose(currentIndex + 1)
            Keys.onUpPressed: page.today.choose(currentIndex - 1)
            section.property: "section"
            section.delegate: Label {
                required property string section

                x: 16
                height: 40
                text: section
                size: Theme.note
                weight: Font.DemiBold
            }
            delegate: TodayLine {
                id: row

                required property string key
                required property int index

                width: queue.width
                photos: page.today.photos(key)
                chosen: queue.currentIndex === index
                onPicked: {
                    queue.forceActiveFocus(Qt.MouseFocusReason);
                    page.today.choose(index);
                }
                onOpened: page.today.openChosen()

                Hairline {
                    anchors {
                        left: parent.left
                        right: parent.right
                        bottom: parent.bottom
                    }
                    visible: !row.chosen && row.ListView.nextSection === row.ListView.section
                }
                FocusRing {
                    shown: row.chosen && queue.activeFocus
                    anchors.margins: 1
                    around: row.corner - 6
                }
            }
        }
        EmptyNote {
            anchors.centerIn: parent
            width: Math.min(640, left.width - 64)
            visible: queue.count === 0 && page.today.known
            symbol: "check"
            text: qsTrId("today.nothing")
            hint: qsTrId("today.nothing_hint")
        }
    }
    TodayPreview {
        id: right
        anchors {
            right: parent.right
            top: left.top
            bottom: parent.bottom
        }
        visible: queue.count > 0
        width: page.width >= 1500 ? 600 : 448
        today: page.today
    }
}
