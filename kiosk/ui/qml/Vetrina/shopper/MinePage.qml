pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What the shop remembers of who signed in, and how they change it: sizes, store, language, consents.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property KnownModel known: kiosk.known
    readonly property MineModel mine: known.likes
    readonly property int margin: Theme.margin(width)
    readonly property int column: Math.floor((width - 2 * margin - 24) / 2)

    Keys.onEscapePressed: kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("mine.title")

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
    }
    Heading {
        id: title
        anchors {
            left: parent.left
            leftMargin: page.margin
            top: top.bottom
            topMargin: 12
        }
        width: page.width - 2 * page.margin
        text: qsTrId("mine.title")
        size: Theme.head
    }
    Flickable {
        id: flick

        anchors {
            left: parent.left
            right: parent.right
            top: title.bottom
            topMargin: 12
            bottom: bottom.top
        }
        clip: true
        contentHeight: Math.max(first.height, second.height) + 32
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: first
            x: page.margin
            y: 8
            width: page.column
            spacing: 16

            MineBlock {
                width: page.column
                title: qsTrId("mine.sizes")
                text: page.mine.fits.count > 0 ? qsTrId("mine.sizes_text") : qsTrId("mine.no_sizes")

                Repeater {
                    model: page.mine.fits

                    MineLine {
                        id: fit
                        required property string key
                        required property string title
                        required property string reason

                        width: page.column - 48
                        text: fit.title
                        detail: fit.reason

                        Button {
                            kind: "small"
                            leftPadding: 18
                            text: qsTrId("mine.change")
                            Accessible.name: `${text}: ${fit.title}`
                            onClicked: page.mine.change(fit.key)
                        }
                        Button {
                            kind: "small"
                            leftPadding: 18
                            text: qsTrId("mine.forget")
                            Accessible.name: `${text}: ${fit.title}`
                            onClicked: page.mine.forget(fit.key)
                        }
                    }
                }
                Link {
                    x: -8
                    visible: page.mine.fits.count > 1
                    symbol: "erase"
                    text: qsTrId("mine.forget_all")
                    onClicked: page.mine.forgetAll()
                }
            }
            MineBlock {
                id: room
                readonly property SpaceModel space: page.kiosk.space

                width: page.column
                title: qsTrId("space.title")
                text: room.space.known ? "" : qsTrId("mine.no_space")

                MineLine {
                    visible: room.space.known
                    width: page.column - 48
                    text: room.space.words
                    detail: room.space.own ? qsTrId("mine.space_kept") : qsTrId("mine.space_now")

                    Button {
                        kind: "small"
                        leftPadding: 18
                        visible: !room.space.own
                        text: qsTrId("mine.space_keep")
                        onClicked: room.space.keepIt()
                    }
                    Button {
                        kind: "small"
                        leftPadding: 18
                        visible: room.space.own
                        text: qsTrId("mine.change")
                        Accessible.name: `${text}: ${room.title}`
                        onClicked: room.space.ask()
                    }
                    Button {
                        kind: "small"
                        leftPadding: 18
                        text: qsTrId("mine.forget")
                        Accessible.name: `${text}: ${room.title}`
                        onClicked: room.space.forget()
                    }
                }
                Link {
                    x: -8
                    visible: !room.space.known
                    symbol: "ruler"
                    text: qsTrId("mine.space_measure")
                    onClicked: room.space.ask()
                }
            }
            MineBlock {
                width: page.column
                title: qsTrId("mine.store")

                Flow {
                    width: page.column - 48
                    spacing: 10

                    Repeater {
                        model: page.mine.stores

                        Chip {
                            required property string key
                            required property string name
                            required property bool chosen

                            text: name
                            checked: chosen
                            onClicked: page.mine.prefer(key)
                        }
                    }
                }
            }
            MineBlock {
                width: page.column
                title: qsTrId("mine.language")

                Flow {
                    width: page.column - 48
                    spacing: 10

                    Repeater {
                        model: page.mine.languages

                        Chip {
                            required property string key
                            required property string name
                            required property bool chosen

                            text: name
                            checked: chosen
                            onClicked: page.mine.read(key)
                        }
                    }
                }
            }
        }
        Column {
            id: second
            x: page.margin + page.column + 24
            y: 8
            width: page.column
            spacing: 16

            MineBlock {
                width: page.column
                title: qsTrId("mine.consents")
                text: qsTrId("mine.consents_text")

                Repeater {
                    model: page.mine.consents

                    ConsentLine {
                        width: page.column - 48
                        onAgreed: page.mine.agree(key)
                        onDisagreed: page.mine.disagree(key)
                    }
                }
            }
        }

        ScrollMark {
            view: flick
        }
    }
    Toast {
        x: page.margin
        anchors.bottom: bottom.top
        anchors.bottomMargin: 8
        width: 820
        said: page.kiosk.said
        undo: false
        done: page.kiosk.saidDone
    }
    BottomBar {
        id: bottom
        width: parent.width
        anchors.bottom: parent.bottom
        kiosk: page.kiosk

        Button {
            text: qsTrId("mine.sign_out")
            onClicked: page.kiosk.signOut()
        }
        Button {
            kind: "primary"
            symbol: "check"
            focus: true
            text: qsTrId("mine.done")
            onClicked: page.kiosk.back()
        }
    }
}
