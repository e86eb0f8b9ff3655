import QtQuick
import Vetrina

// Rows of the desk. None is built ahead, unseen: where the rows go while one is on its way, Qt warns of an index
// that there is no more (`clear` cancels what was asked for), and what is built ahead keeps news waiting.
ListView {
    id: rows

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: 0
    highlightMoveDuration: 0

    ScrollMark {
        view: rows
    }
}
