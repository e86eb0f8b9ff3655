pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// One product. The first screen answers: what, how much, which, is it here, how big. The rest scrolls below.
FocusScope {
    id: page

    required property KioskModel kiosk
    readonly property ProductModel product: kiosk.product
    readonly property int margin: Theme.margin(width)
    readonly property bool wide: width >= 1600
    readonly property int photoHeight: wide ? 600 : 408

    function scrollTo(y: real): void {
        const most = Math.max(0, flick.contentHeight - flick.height);
        mover.to = Math.max(0, Math.min(most, y));
        mover.restart();
    }

    Keys.onEscapePressed: kiosk.back()
    Accessible.role: Accessible.Pane
    Accessible.name: product.name

    Connections {
        target: page.product

        function onMoved(): void {
            mover.stop();
            flick.contentY = 0;
        }
    }
    NumberAnimation {
        id: mover
        target: flick
        property: "contentY"
        duration: Theme.pageMove
        easing.type: Easing.OutCubic
    }
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
        contentHeight: below.y + below.height
        boundsBehavior: Flickable.StopAtBounds

        Gallery {
            id: gallery
            x: page.margin
            y: 16
            width: page.wide ? 1024 : 690
            height: page.photoHeight + (panel.visible ? 0 : 184)
            product: page.product
        }
        ScalePanel {
            id: panel
            anchors {
                left: gallery.left
                right: gallery.right
                top: gallery.bottom
                topMargin: 16
            }
            visible: page.product.scale.known
            model: page.product.scale
            measured: page.kiosk.space.known
            onSpaceWanted: page.kiosk.space.ask()
        }
        ProductFacts {
            id: facts
            anchors {
                left: gallery.right
                leftMargin: page.wide ? 48 : 32
                right: parent.right
                rightMargin: page.margin
                top: gallery.top
            }
            product: page.product
            foot: page.photoHeight + 16 + 168
            comparable: page.product.shown && !page.wide
            onReviewsWanted: page.scrollTo(below.y - 16)
            onCompareWanted: page.kiosk.compare()
        }
        Loader {
            id: below
            x: page.margin
            y: Math.max(panel.visible ? panel.y + panel.height : gallery.y + gallery.height, facts.y + facts.height) + 48
            width: page.width - 2 * page.margin
            active: false
            sourceComponent: ProductMore {
                width: below.width
                reviewsWidth: facts.width
                product: page.product
            }
        }
        Timer {
            // Built a moment after the page: before the first scan, or after it has been answered.
            interval: 120
            running: !below.active
            onTriggered: below.active = true
        }

        ScrollMark {
            view: flick
        }
    }
    Toast {
        x: page.margin + 88
        y: top.height + gallery.y + gallery.height - height
        width: gallery.width - 88
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
            kind: "tall-bare"
            symbol: "chevron-down"
            turned: flick.contentY > 8 ? 180 : 0
            text: flick.contentY > 8 ? qsTrId("product.top") : qsTrId("product.more")
            onClicked: page.scrollTo(flick.contentY > 8 ? 0 : below.y - 16)
        }
        Button {
            visible: page.product.shown && page.wide
            kind: "tall-bare"
            symbol: "swap"
            text: qsTrId("compare.begin")
            onClicked: page.kiosk.compare()
        }
        Button {
            kind: "primary"
            symbol: "plus"
            focus: true
            width: Math.max(implicitWidth, 420)
            enabled: page.product.shown
            text: qsTrId("product.add")
            onClicked: page.product.add()
        }
    }
    FlyingPhoto {
        id: flying
        from: gallery
        to: bottom.listItem
    }
    Connections {
        target: page.kiosk.list

        function onAdded(url: string): void {
            if (page.visible)
                flying.fly(url);
        }
    }
}
