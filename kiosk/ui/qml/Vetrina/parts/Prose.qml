import QtQuick
import Vetrina
import Vetrina.Models

// A sentence or more, in lines alike in length that end between phrases, also in Japanese; none is a single word.
Label {
    id: prose

    // What is read out, too: without the marks that hold phrases together.
    property string says
    readonly property real spare: Look.spare(text, font, width - 2 * padding, maximumLineCount)

    text: Look.tied(says)
    leftPadding: padding + (horizontalAlignment === Text.AlignRight ? spare : horizontalAlignment === Text.AlignHCenter ? spare / 2 : 0)
    rightPadding: padding + (horizontalAlignment === Text.AlignRight ? 0 : horizontalAlignment === Text.AlignHCenter ? spare / 2 : spare)
    wrapMode: Text.Wrap
    Accessible.name: says
}
