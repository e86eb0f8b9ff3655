pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Every page: one Loader each, built on first use and kept.
Item {
    id: root

    required property KioskModel kiosk
    required property AccessModel access
    // Whether a dialog stands before them.
    required property bool asked
    // Whether the window is there.
    required property bool shown

    component PageSlot: Loader {
        id: slot

        required property string name
        // What a scan opens appears at once; every other page slides in.
        property bool instant: false
        readonly property bool current: root.kiosk.page === name && !root.access.shown

        anchors.fill: parent
        asynchronous: false
        active: false
        enabled: current && !root.asked
        focus: current
        visible: current
        onCurrentChanged: {
            if (!current)
                return;
            active = true;
            // Nor does what is there before the window is.
            if (!instant && root.shown)
                arrive.restart();
        }
        onLoaded: item.focus = true
        // After a dialog the keyboard is where it was: that one is not seen any more.
        onEnabledChanged: if (enabled)
            forceActiveFocus(Qt.OtherFocusReason)
        Component.onCompleted: if (current)
            active = true

        ParallelAnimation {
            id: arrive

            NumberAnimation {
                target: slot
                property: "opacity"
                from: 0
                to: 1
                duration: Theme.pageMove
            }
            NumberAnimation {
                target: shift
                property: "x"
                from: 16
                to: 0
                duration: Theme.pageMove
                easing.type: Easing.BezierSpline
                easing.bezierCurve: [0.2, 0, 0, 1, 1, 1]
            }
        }
        transform: Translate {
            id: shift
        }
    }

    PageSlot {
        name: "attract"
        sourceComponent: AttractPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: homeSlot
        name: "home"
        sourceComponent: HomePage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: productSlot
        name: "product"
        instant: true
        sourceComponent: ProductPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        name: "list"
        sourceComponent: ListPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: searchSlot
        name: "search"
        sourceComponent: SearchPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: categorySlot
        name: "category"
        sourceComponent: CategoryPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: compareSlot
        name: "compare"
        sourceComponent: ComparePage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        name: "claim"
        sourceComponent: ClaimPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        name: "take"
        sourceComponent: TakePage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: signInSlot
        name: "sign_in"
        sourceComponent: ShopperSignInPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: welcomeSlot
        name: "welcome"
        sourceComponent: WelcomePage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        id: mineSlot
        name: "mine"
        sourceComponent: MinePage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        name: "staff"
        sourceComponent: ScannersPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        name: "settings"
        sourceComponent: SettingsPage {
            kiosk: root.kiosk
        }
    }
    PageSlot {
        name: "desk"
        // By its file alone: until an associate comes nothing of the desk is made, nor are its types known.
        onActiveChanged: if (active)
            setSource(Qt.resolvedUrl("desk/DeskShell.qml"), {
                kiosk: root.kiosk,
                desk: root.kiosk.desk
            })
    }
    PageSlot {
        name: "finish"
        sourceComponent: FinishPage {
            kiosk: root.kiosk
        }
    }
    Connections {
        target: root.kiosk.visit

        function onEnded(): void {
            // A page that nobody sees is not laid out anew: it would keep the words it showed.
            searchSlot.active = searchSlot.current;
            categorySlot.active = categorySlot.current;
            compareSlot.active = compareSlot.current;
            homeSlot.active = homeSlot.current;
            for (const slot of [signInSlot, welcomeSlot, mineSlot])
                slot.active = slot.current;
        }
    }
    Timer {
        // Built while nobody waits, so that the first scan is as quick as the hundredth.
        interval: 500
        running: true
        onTriggered: {
            productSlot.active = true;
            homeSlot.active = true;
        }
    }
    Timer {
        // Likewise, also anew after each visit; not under the hands of who works at the desk.
        interval: 1500
        running: root.kiosk.page !== "desk" && (!searchSlot.active || !homeSlot.active)
        onTriggered: {
            searchSlot.active = true;
            homeSlot.active = true;
        }
    }
    Timer {
        // The shelves and what is popular, before somebody asks for them.
        interval: 300
        running: root.kiosk.page !== "desk" && searchSlot.active && root.kiosk.selling && !root.kiosk.search.asked
        onTriggered: root.kiosk.search.open()
    }
}
