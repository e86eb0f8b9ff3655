pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Signing in without typing a secret: by phone, or by a code that is mailed; then one question.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property ShopperSignInModel signIn: kiosk.signIn
    readonly property string step: signIn.step
    readonly property bool byPhone: step === "phone" || step === "asking"
    readonly property bool byMail: step === "address" || step === "mailed"
    readonly property bool asked: step === "hello" || step === "entering"
    readonly property int margin: Theme.margin(width)
    readonly property string title: asked ? qsTrId("hello.question").arg(signIn.hello) : over("title")
    readonly property string sentence: step === "entering" ? (signIn.away ? qsTrId("hello.no_answer") : qsTrId("hello.asking")) : asked ? qsTrId("hello.question_text").arg(signIn.left) : over("text")

    Keys.onEscapePressed: kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("hello.sign_in")

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Item {
        id: middle
        anchors {
            left: parent.left
            right: parent.right
            leftMargin: page.margin
            rightMargin: page.margin
            top: top.bottom
            topMargin: 16
            bottom: keys.visible ? keys.top : bottom.top
            bottomMargin: 8
        }
    }
    SignInPhone {
        anchors.fill: middle
        visible: page.byPhone
        signIn: page.signIn
    }
    SignInMail {
        id: mail
        anchors.fill: middle
        focus: page.byMail
        visible: page.byMail
        signIn: page.signIn
    }
    Column {
        anchors {
            centerIn: middle
            verticalCenterOffset: -24
        }
        width: 820
        visible: page.asked || page.step === "over" || page.step === "none"
        spacing: 16

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 136
            height: 136
            radius: Theme.cardRadius > 0 ? 68 : 0
            color: Theme.tint

            Heading {
                anchors.centerIn: parent
                visible: page.asked
                text: page.signIn.hello.charAt(0)
                size: Theme.hero
                color: Theme.primary
                Accessible.ignored: true
            }
            Icon {
                anchors.centerIn: parent
                visible: !page.asked
                name: page.signIn.why === "offline" ? "offline" : "lock"
                size: 56
                color: Theme.primary
            }
        }
        Headline {
            width: parent.width
            says: page.title
            size: Theme.head
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.AlertMessage
        }
        Prose {
            width: parent.width
            says: page.sentence
            size: Theme.lead
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
        }
    }

    // What is said when it is over: its heading and its sentence.
    function over(part: string): string {
        const title = part === "title";
        switch (signIn.why) {
        case "refused":
            return title ? qsTrId("hello.refused") : qsTrId("hello.refused_text");
        case "expired":
            return title ? qsTrId("hello.expired") : qsTrId("hello.expired_text");
        case "offline":
            return title ? qsTrId("hello.offline") : qsTrId("hello.offline_text");
        case "busy":
            return title ? qsTrId("hello.busy") : qsTrId("hello.busy_text");
        case "no_mail":
            return title ? qsTrId("hello.no_mail") : qsTrId("hello.no_mail_text");
        case "failed":
            return title ? qsTrId("hello.failed") : qsTrId("hello.failed_text");
        default:
            return "";
        }
    }

    Keypad {
        id: keys
        anchors {
            left: parent.left
            right: parent.right
            bottom: bottom.top
        }
        visible: page.step === "address" && page.signIn.letters.shown
        keys: page.signIn.letters
    }
    BottomBar {
        id: bottom
        width: parent.width
        anchors.bottom: parent.bottom
        kiosk: page.kiosk

        Button {
            visible: page.step === "phone"
            symbol: "mail"
            text: qsTrId("hello.by_mail")
            onClicked: page.signIn.byMail()
        }
        Button {
            visible: page.byMail
            symbol: "phone"
            text: qsTrId("hello.by_phone")
            onClicked: page.signIn.again()
        }
        Button {
            visible: page.step === "address"
            kind: "primary"
            symbol: "mail"
            enabled: page.signIn.address !== ""
            opacity: enabled ? 1 : 0.5
            text: qsTrId("hello.send")
            onClicked: page.signIn.send()
        }
        Button {
            visible: page.step === "hello"
            text: qsTrId("hello.no")
            onClicked: page.kiosk.back()
        }
        Button {
            visible: page.step === "hello"
            kind: "primary"
            symbol: "check"
            text: qsTrId("hello.yes")
            onClicked: page.signIn.accept()
        }
        Button {
            visible: page.step === "over"
            text: qsTrId("hello.guest")
            onClicked: page.kiosk.back()
        }
        Button {
            visible: page.step === "over"
            kind: "primary"
            symbol: page.signIn.why === "no_mail" ? "phone" : ""
            text: page.signIn.why === "no_mail" ? qsTrId("hello.by_phone") : qsTrId("hello.again")
            onClicked: page.signIn.again()
        }
    }
}
