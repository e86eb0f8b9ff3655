import QtQuick
import Vetrina

// A place of the rail: its sign, its name, and how many wait there.
NavItem {
    implicitWidth: 96
    implicitHeight: 80
    width: 96
}
