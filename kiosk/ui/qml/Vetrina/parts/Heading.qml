import QtQuick
import Vetrina

// Display type: titles, heads, large figures.
Label {
    size: Theme.title
    weight: Theme.displayWeight
    font.family: Theme.displayFamily
    font.letterSpacing: size * Theme.displayTracking
    Accessible.role: Accessible.Heading
}
