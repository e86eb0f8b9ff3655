import QtQuick
import Vetrina
import Vetrina.Models

// What the list waits under: the code to point a phone at, and to read.
Rectangle {
    id: slip

    required property VisitModel visit
    // Said below the place and time, '' for nothing.
    property string note: ""

    implicitHeight: 152
    radius: Theme.cardRadius
    color: Theme.page
    Accessible.role: Accessible.StaticText
    Accessible.name: [qsTrId("park.under"), visit.code, where.says].join(" ")

    QrCode {
        id: square
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        width: 120
        height: 120
        quiet: 10
        path: slip.visit.codePath
        side: slip.visit.codeSide
    }
    Column {
        id: words
        anchors {
            left: square.right
            leftMargin: 24
            verticalCenter: parent.verticalCenter
        }
        spacing: 4

        Label {
            text: qsTrId("park.under")
            size: Theme.note
            color: Theme.ink2
            Accessible.ignored: true
        }
        Label {
            text: slip.visit.code
            size: Theme.title
            weight: Font.DemiBold
            font.letterSpacing: size * 0.12
            font.features: ({
                    "tnum": 1
                })
            Accessible.ignored: true
        }
    }
    Prose {
        id: where
        anchors {
            left: words.right
            leftMargin: 24
            right: parent.right
            rightMargin: 24
            verticalCenter: parent.verticalCenter
        }
        says: [slip.visit.waits, slip.note].filter(line => line !== "").join("\n")
        size: Theme.note
        color: Theme.ink2
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
    }
}
