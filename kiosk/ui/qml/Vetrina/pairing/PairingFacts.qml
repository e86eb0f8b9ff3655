pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// What IT wants to see of this tablet.
Column {
    id: list

    required property PairingFactsModel facts

    spacing: 6
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("pairing.facts")

    component Fact: Row {
        id: fact

        required property string name
        required property string value
        property bool bad: false

        width: list.width
        spacing: 16
        visible: value !== ""

        Label {
            width: 104
            text: fact.name
            size: Theme.note
            color: Theme.ink2
        }
        Prose {
            width: parent.width - 120
            says: fact.value
            size: Theme.note
            weight: Font.Medium
            color: fact.bad ? Theme.bad : Theme.ink
            maximumLineCount: 2
        }
    }

    Fact {
        name: qsTrId("pairing.fact_tablet")
        value: list.facts.tablet
    }
    Fact {
        name: qsTrId("pairing.fact_key")
        value: list.facts.key
    }
    Fact {
        name: qsTrId("pairing.fact_hub")
        value: list.facts.hub
    }
    Fact {
        name: qsTrId("pairing.fact_network")
        value: list.facts.network
        bad: list.facts.level === "bad"
    }
    Fact {
        name: qsTrId("pairing.fact_clock")
        value: list.facts.clock
        bad: list.facts.clockWrong
    }
}
