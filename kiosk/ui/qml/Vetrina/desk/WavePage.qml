pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Several orders picked in one go: one way, then everything into its bag.
DeskFrame {
    id: page

    readonly property WaveModel wave: desk.wave

    title: qsTrId("wave.title")
    subtitle: wave.subtitle
    backs: true
    searches: false
    onEntered: wave.goOn()

    Card {
        id: left
        anchors {
            left: parent.left
            right: side.left
            rightMargin: 24
            top: parent.top
            bottom: parent.bottom
        }

        Rectangle {
            id: banner
            width: parent.width
            height: visible ? Math.max(56, words.implicitHeight + 24) : 0
            visible: words.text !== ""
            radius: left.radius
            color: Theme.warnGround
            Accessible.role: Accessible.AlertMessage
            Accessible.name: words.text

            Prose {
                id: words
                anchors {
                    left: parent.left
                    right: parent.right
                    margins: 24
                    verticalCenter: parent.verticalCenter
                }
                says: page.wave.refusal
                weight: Font.DemiBold
                color: Theme.warn
                Accessible.ignored: true
            }
        }
        DeskRows {
            id: picks
            anchors {
                left: parent.left
                right: parent.right
                top: banner.bottom
                bottom: parent.bottom
                margins: 8
            }
            model: page.wave.picks
            delegate: Item {
                id: pick

                required property string key
                required property string url
                required property string name
                required property string options
                required property int take
                required property string place
                required property string shares
                required property bool here

                width: ListView.view.width
                height: here ? 168 : 88
                Accessible.role: Accessible.ListItem
                Accessible.name: [name, options, qsTrId("order.take", take), place, shares].filter(part => part !== "").join(", ")

                Rectangle {
                    anchors.fill: parent
                    visible: pick.here
                    radius: Theme.photoRadius
                    color: Theme.tint
                }
                Photo {
                    id: photo
                    x: 16
                    anchors.verticalCenter: parent.verticalCenter
                    width: pick.here ? 184 : 88
                    height: pick.here ? 136 : 64
                    ground: pick.here ? Theme.tint : Theme.surface
                    source: pick.url
                    Accessible.ignored: true
                }
                Column {
                    anchors {
                        left: photo.right
                        leftMargin: 20
                        right: parent.right
                        rightMargin: 16
                        verticalCenter: parent.verticalCenter
                    }

                    Label {
                        width: parent.width
                        text: pick.options === "" ? pick.name : pick.name + qsTrId("list.and") + pick.options
                        size: pick.here ? Theme.lead : Theme.body
                        weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: [qsTrId("order.take", pick.take), pick.place].join(" · ")
                        size: pick.here ? Theme.body : Theme.note
                        weight: pick.here ? Font.DemiBold : Font.Normal
                        color: pick.here ? Theme.primary : Theme.ink2
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: pick.shares
                        size: pick.here ? Theme.body : Theme.note
                        Accessible.ignored: true
                    }
                }
                Hairline {
                    anchors {
                        left: parent.left
                        right: parent.right
                        bottom: parent.bottom
                    }
                    visible: !pick.here
                }
            }
        }
        EmptyNote {
            anchors.centerIn: parent
            width: Math.min(520, parent.width - 64)
            visible: picks.count === 0
            symbol: "bag"
            text: qsTrId("wave.sort_out")
        }
    }
    Item {
        id: side
        anchors {
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        width: page.width >= 1400 ? 640 : 448

        WayCard {
            id: way
            visible: picks.count > 0
            width: parent.width
            height: parent.height * 0.5
            way: page.wave.way
        }
        Card {
            anchors {
                left: parent.left
                right: parent.right
                top: way.visible ? way.bottom : parent.top
                topMargin: way.visible ? 16 : 0
                bottom: parent.bottom
            }

            DeskRows {
                anchors {
                    fill: parent
                    margins: 8
                }
                model: page.wave.bags
                delegate: Pressable {
                    id: bag

                    required property string key
                    required property string letter
                    required property string title
                    required property string contents
                    required property bool ready

                    width: ListView.view.width
                    height: Math.max(80, says.implicitHeight + 24)
                    corner: Theme.photoRadius
                    text: title
                    Accessible.description: contents
                    onClicked: page.wave.openOrder(key)
                    background: Rectangle {
                        radius: bag.corner
                        color: bag.down ? Theme.tint : "transparent"
                    }
                    contentItem: Item {
                        Rectangle {
                            id: disc
                            x: 12
                            anchors.verticalCenter: parent.verticalCenter
                            width: 48
                            height: 48
                            radius: Theme.chipRadius > 0 ? 24 : 0
                            color: bag.ready ? Theme.primary : Theme.tint

                            Label {
                                anchors.centerIn: parent
                                text: bag.letter
                                weight: Font.DemiBold
                                color: bag.ready ? Theme.primaryInk : Theme.primary
                                Accessible.ignored: true
                            }
                        }
                        Column {
                            id: says
                            anchors {
                                left: disc.right
                                leftMargin: 16
                                right: parent.right
                                rightMargin: 12
                                verticalCenter: parent.verticalCenter
                            }

                            Label {
                                width: parent.width
                                text: bag.title
                                weight: Font.DemiBold
                                Accessible.ignored: true
                            }
                            Prose {
                                width: parent.width
                                says: bag.contents
                                size: Theme.note
                                color: Theme.ink2
                                elide: Text.ElideNone
                                Accessible.ignored: true
                            }
                        }
                    }
                }
            }
        }
    }

    aside: [
        ProgressRing {
            anchors.verticalCenter: parent.verticalCenter
            part: page.wave.part
        },
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: page.wave.progress
            weight: Font.DemiBold
        }
    ]
    actions: [
        Button {
            kind: "tall-bare"
            visible: page.wave.undoable
            symbol: "undo"
            text: qsTrId("nav.undo")
            onClicked: page.wave.undo()
        },
        Button {
            kind: "tall-bare"
            visible: picks.count > 0
            symbol: "minus"
            text: qsTrId("order.one_missing")
            onClicked: page.wave.openFirst()
        },
        Button {
            kind: "primary"
            visible: page.wave.primary !== ""
            width: Math.max(implicitWidth, 400)
            focus: true
            symbol: picks.count > 0 ? "scan" : "box"
            text: page.wave.primary
            onClicked: page.wave.goOn()
        }
    ]
}
