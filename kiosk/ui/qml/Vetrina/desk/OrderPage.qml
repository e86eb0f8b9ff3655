pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// One order: states, lines in the order of the shelf, the way, the hand-over. A scan picks; Enter goes on.
DeskFrame {
    id: page

    readonly property OrderModel order: desk.order
    readonly property OrderHead head: order.head
    readonly property OrderQuestions questions: order.questions
    readonly property bool asking: questions.kind !== ""
    readonly property bool walks: head.state === "new" || head.state === "accepted" || head.state === "picking" || head.state === "on_hold"

    title: head.title
    subtitle: head.subtitle
    backs: true
    searches: false
    onEntered: order.goOn()
    Keys.onUpPressed: order.step(-1)
    Keys.onDownPressed: order.step(1)

    notes: Rectangle {
        visible: page.head.left !== ""
        width: left.implicitWidth + 36
        height: 48
        radius: Theme.chipRadius > 0 ? 24 : 0
        color: page.head.haste === "fine" ? Theme.tint : Theme.warnGround

        Row {
            id: left
            anchors.centerIn: parent
            spacing: 8

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "clock"
                size: 20
                color: page.head.haste === "fine" ? Theme.primary : Theme.warn
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: page.head.left
                size: Theme.note
                weight: Font.DemiBold
                color: page.head.haste === "late" ? Theme.bad : Theme.ink
                elide: Text.ElideNone
            }
        }
    }

    Label {
        anchors.centerIn: parent
        visible: !page.head.there
        text: qsTrId("order.gone")
        color: Theme.ink2
    }
    Item {
        anchors.fill: parent
        visible: page.head.there
        enabled: !page.asking

        OrderStates {
            id: states
            width: parent.width
            model: page.order.states
        }
        Card {
            id: lines
            anchors {
                left: parent.left
                right: side.left
                rightMargin: 24
                top: states.bottom
                topMargin: 24
                bottom: parent.bottom
            }
            clip: true

            Rectangle {
                id: banner
                width: parent.width
                height: visible ? Math.max(56, words.implicitHeight + 24) : 0
                visible: words.text !== ""
                color: page.order.refusal !== "" ? Theme.warnGround : Theme.surface
                Accessible.role: Accessible.AlertMessage
                Accessible.name: words.text

                Hairline {
                    anchors {
                        left: parent.left
                        right: parent.right
                        bottom: parent.bottom
                    }
                    visible: page.order.refusal === ""
                }
                Photo {
                    id: wrong
                    x: 24
                    anchors.verticalCenter: parent.verticalCenter
                    visible: page.order.refusal !== ""
                    width: visible ? 56 : 0
                    height: 44
                    ground: Theme.warnGround
                    source: page.order.refusalPhoto
                    Accessible.ignored: true
                }
                Prose {
                    id: words
                    anchors {
                        left: wrong.right
                        leftMargin: wrong.visible ? 16 : 0
                        right: parent.right
                        rightMargin: 24
                        verticalCenter: parent.verticalCenter
                    }
                    says: page.order.refusal !== "" ? page.order.refusal : (page.head.holder !== "" ? qsTrId("order.has_it").replace("%1", page.head.holder) : page.head.note)
                    weight: page.order.refusal !== "" ? Font.DemiBold : Font.Normal
                    color: page.order.refusal !== "" ? Theme.warn : Theme.ink
                    maximumLineCount: 3
                    Accessible.ignored: true
                }
            }
            BorderImage {
                anchors.fill: parent
                z: 5
                visible: Theme.cardRadius > 0
                source: `image://corner/${Theme.cardRadius}/${Theme.hex(Theme.page)}`
                border {
                    left: Theme.cardRadius
                    right: Theme.cardRadius
                    top: Theme.cardRadius
                    bottom: Theme.cardRadius
                }
            }
            DeskRows {
                id: view
                anchors {
                    left: parent.left
                    right: parent.right
                    top: banner.bottom
                    bottom: parent.bottom
                }
                model: page.order.lines
                delegate: OrderLine {
                    width: ListView.view.width
                    order: page.order
                }

                Connections {
                    target: page.order

                    function onListed(): void {
                        // Twice: how high it is, is known when it is built.
                        for (let turn = 0; turn < 2 && page.order.at >= 0; ++turn)
                            view.positionViewAtIndex(page.order.at, ListView.Contain);
                    }
                }
            }
        }
        Item {
            id: side
            anchors {
                right: parent.right
                top: states.bottom
                topMargin: 24
                bottom: parent.bottom
            }
            width: page.width >= 1400 ? 640 : 448

            WayCard {
                anchors.fill: parent
                visible: page.walks
                way: page.order.way
            }
            HandCard {
                anchors.fill: parent
                visible: !page.walks
                head: page.head
            }
        }
    }

    aside: [
        ProgressRing {
            visible: page.head.there
            anchors.verticalCenter: parent.verticalCenter
            part: page.head.part
        },
        Column {
            visible: page.head.there
            anchors.verticalCenter: parent.verticalCenter

            Label {
                text: page.head.progress
                weight: Font.DemiBold
            }
            Label {
                width: Math.min(implicitWidth, 280)
                visible: text !== ""
                text: page.head.told
                size: Theme.note
                color: Theme.ink2
            }
        }
    ]
    actions: [
        Button {
            kind: "tall-bare"
            enabled: !page.asking
            visible: page.order.undoable
            symbol: "undo"
            text: qsTrId("nav.undo")
            onClicked: page.order.undo()
        },
        Button {
            kind: page.head.primary === "" && page.order.takeOver === "" ? "secondary" : "tall-bare"
            enabled: !page.asking
            visible: page.head.there
            symbol: "settings"
            text: qsTrId("order.more")
            onClicked: page.order.ask("menu")
        },
        Button {
            enabled: !page.asking
            visible: page.order.takeOver !== ""
            symbol: "swap"
            text: page.order.takeOver
            onClicked: page.order.ask("take_over")
        },
        Button {
            kind: "primary"
            width: Math.max(implicitWidth, page.width >= 1400 ? 640 : 400)
            enabled: !page.asking
            visible: page.head.primary !== ""
            focus: true
            symbol: page.head.primarySign
            text: page.head.primary
            onClicked: page.order.goOn()
        }
    ]

    OrderDialogs {
        parent: page
        anchors.fill: parent
        z: 30
        order: page.order
        onClosed: page.forceActiveFocus(Qt.OtherFocusReason)
    }
}
