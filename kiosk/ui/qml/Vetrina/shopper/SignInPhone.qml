pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Signing in with one's own phone: what to do, the code, and the number to choose there.
Item {
    id: part

    required property ShopperSignInModel signIn
    readonly property bool wide: width >= 1500
    readonly property bool coming: signIn.path === ""

    component Step: Row {
        id: step

        required property int number
        required property string title
        required property string text

        width: parent?.width ?? 0
        spacing: 16
        Accessible.role: Accessible.StaticText
        // By the step's own id: `number` alone is the item of that id further below.
        Accessible.name: `${step.number}. ${step.title}. ${step.text}`

        Heading {
            width: 32
            text: step.number
            size: Theme.title
            Accessible.ignored: true
        }
        Column {
            width: parent.width - 48

            Prose {
                width: parent.width
                says: step.title
                weight: Font.DemiBold
                Accessible.ignored: true
            }
            Prose {
                width: parent.width
                says: step.text
                size: Theme.note
                color: Theme.ink2
                Accessible.ignored: true
            }
        }
    }

    Column {
        id: words
        anchors {
            left: parent.left
            right: card.left
            rightMargin: 32
            top: parent.top
        }
        spacing: 16

        Headline {
            width: parent.width
            says: qsTrId("hello.title")
            size: Theme.head
            maximumLineCount: 3
            bottomPadding: 8
        }
        Step {
            number: 1
            title: qsTrId("hello.step_1")
            text: part.signIn.domain === "" ? "" : qsTrId("hello.step_1_text").arg(part.signIn.domain)
        }
        Step {
            number: 2
            title: part.coming ? qsTrId("hello.step_2_any") : qsTrId("hello.step_2").arg(part.signIn.number)
            text: qsTrId("hello.step_2_text")
        }
        Step {
            number: 3
            title: qsTrId("hello.step_3")
            text: qsTrId("hello.step_3_text")
        }
    }
    Row {
        anchors {
            left: parent.left
            bottom: safe.top
            bottomMargin: 20
        }
        height: 56
        spacing: 16
        visible: !part.coming
        Accessible.role: Accessible.StaticText
        Accessible.name: waiting.text

        ProgressRing {
            width: 56
            height: 56
            part: part.signIn.part
            Accessible.ignored: true
        }
        Label {
            id: waiting
            anchors.verticalCenter: parent.verticalCenter
            text: (part.signIn.away ? qsTrId("hello.away") : part.signIn.seen ? qsTrId("hello.seen") : qsTrId("hello.waiting")).arg(part.signIn.left)
            Accessible.ignored: true
        }
    }
    Rectangle {
        id: safe
        anchors {
            left: parent.left
            right: words.right
            bottom: parent.bottom
        }
        height: 88
        radius: Theme.cardRadius
        color: Theme.tint

        Icon {
            id: lock
            x: 26
            anchors.verticalCenter: parent.verticalCenter
            name: "lock"
            size: 26
        }
        Prose {
            anchors {
                left: lock.right
                leftMargin: 20
                right: parent.right
                rightMargin: 20
                verticalCenter: parent.verticalCenter
            }
            says: qsTrId("hello.safe")
            size: Theme.note
            maximumLineCount: 3
        }
    }
    Card {
        id: card
        anchors {
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        width: part.wide ? 800 : 628

        Item {
            id: code
            x: part.wide ? 88 : 40
            anchors.verticalCenter: parent.verticalCenter
            width: part.wide ? 328 : 266
            height: number.y + number.height

            QrCode {
                id: qr
                width: parent.width
                height: width
                path: part.signIn.path
                side: part.signIn.side
                Accessible.name: qsTrId("hello.code")

                Label {
                    anchors.centerIn: parent
                    visible: part.coming
                    text: qsTrId("hello.asking")
                    size: Theme.note
                    color: "#555555"
                }
            }
            Label {
                id: domain
                anchors {
                    top: qr.bottom
                    topMargin: 16
                }
                width: parent.width
                text: part.signIn.domain
                size: Theme.note
                color: Theme.ink2
                horizontalAlignment: Text.AlignHCenter
            }
            Label {
                id: typed
                anchors.top: domain.bottom
                width: parent.width
                text: part.coming ? "" : qsTrId("hello.or_type").arg(part.signIn.typed)
                size: Theme.note
                color: Theme.ink2
                horizontalAlignment: Text.AlignHCenter
            }
            Hairline {
                id: line
                anchors {
                    top: typed.bottom
                    topMargin: 16
                }
                width: parent.width
            }
            Label {
                id: yours
                anchors {
                    top: line.bottom
                    topMargin: 20
                }
                width: parent.width
                text: qsTrId("hello.number")
                size: Theme.note
                color: Theme.ink2
                horizontalAlignment: Text.AlignHCenter
            }
            Heading {
                id: number
                anchors.top: yours.bottom
                width: parent.width
                text: part.coming ? "\u2013" : part.signIn.number
                size: Theme.hero
                horizontalAlignment: Text.AlignHCenter
                Accessible.name: `${yours.text}: ${text}`
            }
        }
        PhoneDrawing {
            anchors {
                right: parent.right
                rightMargin: part.wide ? 88 : 40
                verticalCenter: parent.verticalCenter
            }
            number: part.signIn.number === "" ? "47" : part.signIn.number
            opacity: part.coming ? 0.4 : 1
        }
    }
}
