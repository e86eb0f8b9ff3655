pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The desk: the rail, and one page beside it. Keys: figures lead to the rail's places (with Alt also while one
// types), `/` to the search field.
FocusScope {
    id: shell

    required property KioskModel kiosk
    required property DeskModel desk
    readonly property list<string> places: ["today", "orders", "customers", "stock", "return", "health"]

    component DeskSlot: Loader {
        id: slot

        required property string name
        readonly property bool current: shell.desk.page === name

        anchors.fill: parent
        active: false
        // Who is to see the page now waits for all of it; until then it is built bit by bit.
        asynchronous: !current
        enabled: current
        focus: current
        visible: current
        onCurrentChanged: {
            if (!current)
                return;
            active = true;
            if (item)
                (item as Item).forceActiveFocus(Qt.OtherFocusReason);
        }
        onLoaded: if (current)
            (item as Item).forceActiveFocus(Qt.OtherFocusReason)
        Component.onCompleted: if (current)
            active = true
    }

    Keys.onPressed: event => {
        const place = event.key - Qt.Key_1;
        if (shell.desk.page === "" || event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))
            return;
        if (event.text === "/") {
            shell.desk.askFind();
            event.accepted = true;
        } else if (place >= 0 && place < shell.places.length) {
            shell.desk.go(shell.places[place]);
            event.accepted = true;
        }
    }

    Repeater {
        model: shell.places

        Item {
            id: place

            required property string modelData
            required property int index

            Shortcut {
                sequence: `Alt+${place.index + 1}`
                enabled: shell.enabled && shell.desk.page !== ""
                onActivated: shell.desk.go(place.modelData)
            }
        }
    }
    DeskRail {
        id: rail
        height: parent.height
        visible: shell.desk.page !== ""
        desk: shell.desk
    }
    FocusScope {
        id: pages
        objectName: "deskPages"
        anchors {
            left: rail.right
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        focus: shell.desk.page !== ""
        visible: shell.desk.page !== ""

        DeskSlot {
            name: "today"
            sourceComponent: TodayPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "orders"
            sourceComponent: OrdersPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "order"
            sourceComponent: OrderPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "wave"
            sourceComponent: WavePage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "customers"
            sourceComponent: CustomersPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "customer"
            sourceComponent: CustomerPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "list"
            sourceComponent: DeskListPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "stock"
            sourceComponent: StockPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "return"
            sourceComponent: ReturnPage {
                desk: shell.desk
            }
        }
        DeskSlot {
            name: "health"
            sourceComponent: HealthPage {
                desk: shell.desk
                kiosk: shell.kiosk
            }
        }
        DeskSlot {
            name: "colleagues"
            sourceComponent: ColleaguesPage {
                desk: shell.desk
            }
        }
    }
    // While somebody types the PIN nothing else is to be done: then the pages are built, one after the other.
    Timer {
        property int next: 0

        interval: 20
        repeat: true
        running: shell.visible && shell.desk.page === "" && next < pages.children.length
        onTriggered: {
            const slot = pages.children[next] as DeskSlot;
            slot.active = true;
            if (slot.status === Loader.Ready)
                next += 1;
        }
    }
    Loader {
        anchors.fill: parent
        active: shell.desk.page === ""
        focus: active
        sourceComponent: SignInPage {
            kiosk: shell.kiosk
            desk: shell.desk
        }
        onLoaded: (item as Item).forceActiveFocus(Qt.OtherFocusReason)
    }
}
