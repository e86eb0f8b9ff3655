pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The questions of the order page: each is built when it is asked.
Item {
    id: dialogs

    required property OrderModel order
    readonly property string kind: order.questions.kind
    signal closed

    visible: kind !== ""
    // Also a page that is built behind another one becomes invisible: nothing has closed then.
    onKindChanged: if (kind === "")
        closed()

    Loader {
        anchors.fill: parent
        active: dialogs.kind !== ""
        sourceComponent: dialogs.kind === "substitute" ? substitute : (dialogs.kind === "hand_over" ? handOver : (dialogs.kind === "history" ? history : (dialogs.kind === "menu" ? menu : reason)))
        onLoaded: (item as Item).forceActiveFocus(Qt.OtherFocusReason)
    }
    Component {
        id: reason

        ReasonDialog {
            questions: dialogs.order.questions
        }
    }
    Component {
        id: substitute

        SubstituteDialog {
            questions: dialogs.order.questions
        }
    }
    Component {
        id: handOver

        HandOverDialog {
            questions: dialogs.order.questions
        }
    }
    Component {
        id: history

        HistoryDialog {
            questions: dialogs.order.questions
        }
    }
    Component {
        id: menu

        OrderMenu {
            order: dialogs.order
        }
    }
}
