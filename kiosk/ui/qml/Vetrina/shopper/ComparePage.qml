pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Two or three products side by side: photos, prices, sizes drawn at one scale, what differs, what is the same.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property CompareModel comparison: kiosk.comparison
    readonly property int margin: Theme.margin(width)
    readonly property int gutter: 32
    // Pixels that the tallest is drawn with.
    readonly property int drawn: 116
    readonly property int count: comparison.columns.count
    readonly property int columnWidth: Math.floor((width - 2 * margin - 2 * gutter) / 3)
    // Offers side by side, beside the first product.
    readonly property int across: width >= 1600 ? 4 : 3
    // Pixels per millimetre, the same for all of them.
    readonly property real measure: Math.min((columnWidth - 16) / Math.max(1, comparison.widest), page.drawn / Math.max(1, comparison.tallest), 0.3)

    component Facts: Repeater {
        CompareFact {
            width: page.count * (page.columnWidth + page.gutter) - page.gutter
            columns: page.count
            columnWidth: page.columnWidth
            gutter: page.gutter
        }
    }

    Keys.onEscapePressed: kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("compare.title")

    TopBar {
        id: top
        width: parent.width
        kiosk: page.kiosk
        z: 1
    }
    Flickable {
        id: flick
        anchors {
            top: top.bottom
            left: parent.left
            right: parent.right
            bottom: bottom.top
        }
        clip: true
        contentHeight: content.y + content.height + 32
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            x: page.margin
            y: 8
            width: page.width - 2 * page.margin
            spacing: 16

            Row {
                id: heads
                spacing: page.gutter

                Repeater {
                    model: page.comparison.columns

                    CompareColumn {
                        width: page.columnWidth
                        photoHeight: page.width >= 1600 ? 320 : 160
                        onOpened: page.kiosk.search.openProduct(product)
                        onRemoved: page.comparison.remove(product)
                        onSwapped: page.kiosk.pickToCompare(product)
                        onTaken: page.comparison.take(product)
                    }
                }
                Column {
                    visible: !page.comparison.full
                    width: page.count < 2 ? 2 * page.columnWidth + page.gutter : page.columnWidth
                    spacing: 16

                    Headline {
                        width: parent.width
                        says: page.count === 0 ? qsTrId("compare.nothing") : qsTrId("compare.with")
                        size: Theme.lead
                    }
                    Prose {
                        width: parent.width
                        says: page.comparison.offers.count > 0 ? qsTrId("compare.how") : qsTrId("compare.how_else")
                        color: Theme.ink2
                    }
                    Flow {
                        width: parent.width
                        spacing: 24

                        Repeater {
                            model: page.comparison.offers

                            ProductTile {
                                required property int index

                                visible: index < (page.count < 2 ? page.across : 1)
                                width: page.count < 2 ? Math.floor((2 * page.columnWidth + page.gutter - 24 * (page.across - 1)) / page.across) : page.columnWidth
                                photoHeight: page.count < 2 ? Math.round(width * 0.68) : (page.width >= 1600 ? 240 : 132)
                                late: true
                                onClicked: page.comparison.offer(product)
                            }
                        }
                    }
                }
            }
            Row {
                visible: page.comparison.tallest > 0 && page.count > 1
                height: page.drawn + 40
                spacing: page.gutter

                Repeater {
                    model: page.comparison.columns

                    Item {
                        id: piece

                        required property string name
                        required property string drawing
                        required property int wide
                        required property int tall
                        required property string measure

                        width: page.columnWidth
                        height: page.drawn + 40
                        Accessible.role: Accessible.Graphic
                        Accessible.name: `${name}, ${measure}`

                        Rectangle {
                            visible: piece.drawing === "" && piece.wide > 0
                            anchors.fill: shown
                            color: Theme.tint
                            border.width: 1
                            border.color: Theme.primary
                            radius: 2
                        }
                        Image {
                            id: shown
                            y: page.drawn + 4 - height
                            width: piece.wide * page.measure
                            height: piece.wide > 0 ? Math.max(3, piece.tall * page.measure) : 0
                            source: piece.drawing
                            fillMode: Image.Stretch
                            cache: false
                            smooth: true
                            mipmap: true
                        }
                        Rectangle {
                            y: page.drawn + 4
                            width: parent.width
                            height: 1
                            color: Theme.control
                        }
                        Label {
                            y: page.drawn + 10
                            text: piece.measure
                            size: Theme.note
                            weight: Font.DemiBold
                            Accessible.ignored: true
                        }
                    }
                }
            }
            Column {
                visible: page.count > 1

                Heading {
                    visible: page.comparison.different.count > 0
                    bottomPadding: 8
                    text: qsTrId("compare.different")
                    size: Theme.lead
                }
                Facts {
                    model: page.comparison.different
                }
            }
            Link {
                visible: page.comparison.same.count > 0
                symbol: ""
                text: page.comparison.unfolded ? qsTrId("compare.fold") : page.comparison.sameText
                onClicked: page.comparison.fold()
            }
            Column {
                visible: page.comparison.unfolded && page.count > 1

                Facts {
                    model: page.comparison.same
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
        undo: page.kiosk.saidUndo
        done: page.kiosk.saidDone
        onUndone: page.kiosk.list.undo()
    }
    BottomBar {
        id: bottom
        width: parent.width
        anchors.bottom: parent.bottom
        kiosk: page.kiosk

        Button {
            kind: "primary"
            focus: true
            symbol: page.comparison.full ? "list" : "search"
            width: Math.max(implicitWidth, 420)
            text: page.comparison.full ? qsTrId("compare.to_list") : qsTrId("compare.look")
            onClicked: page.comparison.full ? page.kiosk.toList() : page.kiosk.pickToCompare("")
        }
    }
}
