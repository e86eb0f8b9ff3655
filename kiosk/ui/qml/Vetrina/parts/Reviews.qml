pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The mean, how it is made up, and the texts.
Column {
    id: reviews

    required property ProductModel product

    spacing: 16

    Heading {
        width: parent.width
        text: qsTrId("reviews.title")
    }
    Row {
        width: parent.width
        spacing: 32

        Column {
            id: mean
            spacing: 4

            Heading {
                height: 76
                text: reviews.product.reviews.figure
                size: Theme.hero
            }
            Stars {
                value: reviews.product.reviews.mean
                size: 22
                Accessible.ignored: true
            }
            Label {
                text: qsTrId("product.reviews", reviews.product.reviews.count)
                size: Theme.note
                color: Theme.ink2
            }
        }
        Column {
            id: bars
            anchors.verticalCenter: mean.verticalCenter
            width: parent.width - mean.width - 32
            spacing: 2

            Repeater {
                model: reviews.product.reviews.bars

                Item {
                    id: bar
                    required property int stars
                    required property string count
                    required property real part

                    width: bars.width
                    height: 24
                    Accessible.role: Accessible.StaticText
                    Accessible.name: `${qsTrId("reviews.stars", stars)}: ${count}`

                    Label {
                        id: figure
                        width: 16
                        anchors.verticalCenter: parent.verticalCenter
                        text: bar.stars
                        size: Theme.note
                        Accessible.ignored: true
                    }
                    Rectangle {
                        id: trough
                        anchors {
                            left: figure.right
                            leftMargin: 8
                            right: number.left
                            rightMargin: 12
                            verticalCenter: parent.verticalCenter
                        }
                        height: 8
                        radius: Theme.chipRadius > 0 ? 4 : 0
                        color: Theme.tile

                        Rectangle {
                            width: trough.width * bar.part
                            height: parent.height
                            radius: parent.radius
                            color: Theme.primary
                        }
                    }
                    Label {
                        id: number
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        width: 36
                        horizontalAlignment: Text.AlignRight
                        text: bar.count
                        size: Theme.note
                        color: Theme.ink2
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Repeater {
        model: reviews.product.reviews.rows

        Column {
            id: review
            required property int stars
            required property string title
            required property string text
            required property string by
            // A long text is begun; who wants to reads on.
            property bool open: false

            onTextChanged: open = false
            width: reviews.width
            spacing: 4
            topPadding: 8

            Hairline {
                width: parent.width
            }
            Item {
                width: 1
                height: 8
            }
            Row {
                width: parent.width
                spacing: 12

                Stars {
                    anchors.verticalCenter: parent.verticalCenter
                    value: review.stars
                }
                Label {
                    width: parent.width - 120
                    text: review.title
                    weight: Font.DemiBold
                }
            }
            Label {
                id: words
                width: parent.width
                visible: text !== ""
                text: review.text
                wrapMode: Text.Wrap
                maximumLineCount: review.open ? 1000 : 4
            }
            Link {
                x: -8
                implicitHeight: 40
                visible: words.truncated || review.open
                symbol: ""
                text: review.open ? qsTrId("reviews.less") : qsTrId("reviews.more")
                Accessible.name: `${text}: ${review.title || review.by}`
                onClicked: review.open = !review.open
            }
            Label {
                text: review.by
                size: Theme.note
                color: Theme.ink2
            }
        }
    }
}
