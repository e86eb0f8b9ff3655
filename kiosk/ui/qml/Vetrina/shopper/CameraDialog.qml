import QtQuick
import Vetrina
import Vetrina.Models

// Scanning with the tablet's own camera: what it sees, the frame a code belongs into, a light where there is one.
Dialog {
    id: dialog

    required property CameraModel camera

    shown: camera.shown
    cardWidth: 880
    cardHeight: 736
    onEscaped: camera.close()

    Heading {
        id: title
        x: 40
        y: 28
        width: parent.width - 80
        text: dialog.camera.hopeless ? qsTrId("scanners.camera") : qsTrId("camera.title")
    }
    Rectangle {
        id: screen
        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            margins: 40
            topMargin: 20
        }
        height: width * 9 / 16
        color: Theme.tile
        clip: true

        CameraView {
            anchors.fill: parent
            visible: dialog.camera.ready
            camera: dialog.camera
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTrId("camera.title")
        }
        Icon {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -32
            visible: !dialog.camera.ready
            name: "scan"
            size: 56
            color: Theme.control
        }
        Prose {
            anchors {
                horizontalCenter: parent.horizontalCenter
                verticalCenter: parent.verticalCenter
                verticalCenterOffset: 40
            }
            width: parent.width - 240
            visible: !dialog.camera.ready
            says: dialog.camera.sentence
            size: Theme.lead
            horizontalAlignment: Text.AlignHCenter
        }
        GuideFrame {
            anchors.centerIn: parent
            visible: dialog.camera.ready
            width: parent.width * dialog.camera.guideWidth
            height: parent.height * dialog.camera.guideHeight
        }
    }
    Prose {
        anchors {
            left: parent.left
            leftMargin: 40
            verticalCenter: buttons.verticalCenter
        }
        width: parent.width - buttons.width - 104
        visible: dialog.camera.ready
        says: dialog.camera.sentence
        color: Theme.ink2
    }
    Row {
        id: buttons
        anchors {
            right: parent.right
            bottom: parent.bottom
            margins: 40
            bottomMargin: 32
        }
        spacing: 16

        Button {
            visible: dialog.camera.withLight
            symbol: "eye"
            text: dialog.camera.lit ? qsTrId("camera.light_off") : qsTrId("camera.light_on")
            onClicked: dialog.camera.toggleLight()
        }
        Button {
            focus: true
            symbol: "close"
            text: qsTrId("camera.close")
            onClicked: dialog.camera.close()
        }
    }
}
