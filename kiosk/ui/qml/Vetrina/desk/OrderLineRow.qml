import QtQuick
import Vetrina.Models

// What a line of an order says, and how it stands.
Item {
    required property OrderModel order
    required property string key
    required property string url
    required property string name
    required property string options
    required property int take
    required property string place
    required property string code
    required property string figure
    required property string instead
    required property string standing
    required property string sign
    required property string status
    required property bool here
    readonly property bool large: here && order.picks
    readonly property bool busy: large && (standing === "open" || standing === "short")
    // What went wrong is said in full, where else the shelf stands.
    readonly property bool troubled: sign !== "" && sign !== "stock-there"
    readonly property bool waits: large && standing === "waiting"
}
