import QtQuick
import Vetrina
import Vetrina.Models

// What is to be done, by urgency.
DeskFrame {
    id: page

    readonly property TodayModel today: desk.today

    title: qsTrId("desk.today")
}
