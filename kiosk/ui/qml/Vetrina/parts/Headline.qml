import QtQuick
import Vetrina
import Vetrina.Models

// Display type that may take more than one line: it breaks as running text does (Prose).
Heading {
    id: headline

    // What is read out, too: without the marks that hold phrases together.
    property string says
    readonly property real spare: Look.spare(text, font, width, maximumLineCount)

    text: Look.tied(says)
    leftPadding: horizontalAlignment === Text.AlignHCenter ? spare / 2 : 0
    rightPadding: horizontalAlignment === Text.AlignHCenter ? spare / 2 : spare
    wrapMode: Text.Wrap
    Accessible.name: says
}
