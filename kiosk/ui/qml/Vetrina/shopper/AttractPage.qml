pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The idle screen: one photograph, one line, the languages.
FocusScope {
    id: page

    required property KioskModel kiosk
    // Room at the edges for what moves in the course of the hours, so that nothing burns in.
    readonly property int edge: 8

    Accessible.role: Accessible.Pane
    Accessible.name: Look.name
    transform: Translate {
        x: page.kiosk.attract.x
        y: page.kiosk.attract.y
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -page.edge
        color: Theme.primary
    }
    Image {
        anchors.fill: parent
        anchors.margins: -page.edge
        source: page.width > 0 ? Look.attractPhotoOf(page.width, page.height, page.kiosk.attract.turn) : ""
        fillMode: Image.PreserveAspectCrop
        sourceSize: Qt.size(page.width * Theme.scale, page.height * Theme.scale)
        // What another kiosk showed until now must not flicker.
        asynchronous: !page.kiosk.attract.atOnce
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -page.edge
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop {
                position: 0
                color: Qt.alpha(Look.attractVeil, 0.6)
            }
            GradientStop {
                position: 0.38
                color: Qt.alpha(Look.attractVeil, 0.42)
            }
            GradientStop {
                position: 0.66
                color: Qt.alpha(Look.attractVeil, 0)
            }
        }
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: -page.edge
        }
        height: 240 + page.edge
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.alpha(Look.attractVeil, 0)
            }
            GradientStop {
                position: 1
                color: Qt.alpha(Look.attractVeil, 0.62)
            }
        }
    }
    MouseArea {
        anchors.fill: parent
        anchors.margins: -page.edge
        onClicked: page.kiosk.begin()
    }
    Wordmark {
        x: 56
        y: 48
        sign: 36
        color: Look.attractInk
    }
    Heading {
        id: headline
        x: 56
        y: 128
        // A brand breaks its own lines; ours keep clear of what the photo shows.
        width: page.kiosk.selling ? page.width * 0.6 : 600
        rightPadding: page.kiosk.selling ? 0 : Look.spare(text, font, width)
        wrapMode: page.kiosk.selling ? Text.NoWrap : Text.WordWrap
        // Who reads "scan or touch" would try it.
        text: page.kiosk.selling ? Look.headline : Look.tied(qsTrId("loading.title"))
        Accessible.name: page.kiosk.selling ? Look.headline : qsTrId("loading.title")
        size: Theme.hero
        color: Look.attractInk
        font.letterSpacing: size * Theme.displayTracking * 2.5
    }
    Label {
        id: lines
        anchors {
            left: headline.left
            leftMargin: 2
            top: headline.bottom
            topMargin: 6
        }
        // Lines that the brand broke itself run on beyond it; others keep clear of what the photo shows.
        width: page.kiosk.selling ? headline.width : 560
        rightPadding: page.kiosk.selling ? 0 : Look.spare(text, font, width)
        wrapMode: page.kiosk.selling ? Text.NoWrap : Text.WordWrap
        text: page.kiosk.selling ? Look.lines : page.kiosk.loading.sentence
        size: Theme.lead
        color: Look.attractInk
    }
    LoadingBar {
        anchors {
            left: lines.left
            top: lines.bottom
            topMargin: 24
        }
        width: 480
        visible: !page.kiosk.selling && page.kiosk.loading.begun
        share: page.kiosk.loading.share
        figures: page.kiosk.loading.figures
        ink: Look.attractInk
    }
    StaffNote {
        anchors {
            right: parent.right
            rightMargin: 56
            top: parent.top
            topMargin: 48
        }
        visible: title !== ""
        title: page.kiosk.hub.staffTitle
        text: page.kiosk.hub.staffText
    }
    Row {
        anchors {
            left: parent.left
            leftMargin: 56
            bottom: parent.bottom
            bottomMargin: 48
        }
        spacing: 16

        Repeater {
            model: page.kiosk.languages

            LanguagePill {
                required property string key
                required property string name

                text: name
                checked: key === page.kiosk.language
                onClicked: page.kiosk.speak(key)
            }
        }
    }
    LanguagePill {
        anchors {
            right: page.kiosk.selling ? search.left : begin.right
            rightMargin: page.kiosk.selling ? 16 : 0
            verticalCenter: begin.verticalCenter
        }
        implicitWidth: Theme.primary88
        implicitHeight: Theme.primary88
        roving: false
        padding: 0
        symbol: "access"
        wordless: true
        text: qsTrId("access.button")
        Accessible.role: Accessible.Button
        onClicked: page.kiosk.askAccess()
    }
    LanguagePill {
        id: search
        anchors {
            right: begin.left
            rightMargin: 16
            verticalCenter: begin.verticalCenter
        }
        visible: page.kiosk.selling
        implicitHeight: Theme.primary88
        roving: false
        symbol: "qr"
        large: true
        text: qsTrId("claim.open")
        Accessible.role: Accessible.Button
        onClicked: page.kiosk.toClaim()
    }
    LanguagePill {
        id: begin
        anchors {
            right: parent.right
            rightMargin: 56
            bottom: parent.bottom
            bottomMargin: 40
        }
        visible: page.kiosk.selling
        implicitHeight: Theme.primary88
        roving: false
        focus: true
        symbol: "scan"
        checked: true
        large: true
        text: qsTrId("attract.begin")
        Accessible.role: Accessible.Button
        onClicked: page.kiosk.begin()
    }
    Rectangle {
        // At night a bright screen in a dark window is nobody's friend.
        anchors.fill: parent
        anchors.margins: -page.edge
        visible: opacity > 0
        color: "black"
        opacity: page.kiosk.attract.dim
    }
    Rectangle {
        // The store is closed. Who is there all the same wakes it, and presses nothing that they could not see.
        anchors.fill: parent
        anchors.margins: -page.edge
        visible: page.kiosk.attract.asleep
        color: "black"

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
        }
    }
}
