import QtQuick
import Vetrina

// Display type: titles, heads, large figures.
Label {
    id: heading

    size: Theme.title
    weight: Theme.displayWeight
    font.family: Theme.displayFamily
    font.letterSpacing: size * Theme.displayTracking
    Accessible.role: Accessible.Heading
    // Display fonts are taller than their line: Qt would let them hang down, print sets them in its middle.
    transform: Translate {
        y: Math.round((heading.lineHeight - Theme.displayLine * heading.size) / 2)
    }
}
