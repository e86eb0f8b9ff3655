import QtQuick
import Vetrina

// The thumbnail of what was added moves to the list: it says where the thing is now. Off where nothing moves.
Photo {
    id: photo

    required property Item from
    required property Item to

    function fly(url: string): void {
        if (url === "" || Theme.flight === 0)
            return;
        source = url;
        const start = from.mapToItem(parent, from.width / 2 - width / 2, from.height / 2 - height / 2);
        const end = to.mapToItem(parent, to.width / 2 - width / 2, to.height / 2 - height / 2);
        across.from = start.x;
        across.to = end.x;
        down.from = start.y;
        down.to = end.y;
        flight.restart();
    }

    width: 112
    height: 88
    visible: flight.running
    Accessible.ignored: true

    ParallelAnimation {
        id: flight

        NumberAnimation {
            id: across
            target: photo
            property: "x"
            duration: Theme.flight
            easing.type: Easing.OutQuad
        }
        NumberAnimation {
            id: down
            target: photo
            property: "y"
            duration: Theme.flight
            easing.type: Easing.InQuad
        }
        NumberAnimation {
            target: photo
            property: "scale"
            from: 1
            to: 0.4
            duration: Theme.flight
        }
    }
}
