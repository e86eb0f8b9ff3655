import QtQuick
import QtQuick.Shapes
import Vetrina

// A figure of 172 cm, standing on the lower edge; `measure` is pixels per millimetre.
Item {
    id: person

    required property real measure
    // The outline is drawn in centimetres, 56 wide and 172 high.
    readonly property real cm: measure * 10

    width: 56 * cm
    height: 172 * cm

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            fillColor: Qt.tint(Theme.ink2, Qt.alpha(Theme.surface, 0.45))
            strokeColor: "transparent"
            strokeWidth: 0
            scale: Qt.size(person.cm, person.cm)
            PathSvg {
                path: "M28 0C33 0 36.6 5 36.6 11.5S33 23 28 23 19.4 18 19.4 11.5 23 0 28 0ZM28 23C31 23 32.4 24.5 32.6 28.5 35 31 42 31.5 46.5 35.5 49 38 50.5 52 51.5 64 52.6 74 53.2 82 53 88 53 94 52.4 97 50.6 98 49 98 48.6 96 48.6 92 48.4 82 47.4 70 46 64 45.2 58 44.8 54 44.2 51 43.6 58 43.2 63 43.4 68 44.2 76 45 84 45 92 44.8 104 44 114 43 120 42 134 41 144 40.6 152 39.6 164 40 168 42 169 41.4 171 39.5 172 37 172H32.5C31.6 170 32 168 32.2 164 32 154 31.6 146 31.4 138 30.8 126 29.6 110 28.6 95H27.4C26.4 110 25.2 126 24.6 138 24.4 146 24 154 23.8 164 24 168 24.4 170 23.5 172H19C16.500 172 14.600 171 14 169 16 168 16.400 164 15.400 152 15 144 14 134 13 120 12 114 11.200 104 11 92 11 84 11.800 76 12.600 68 12.800 63 12.400 58 11.800 51 11.200 54 10.800 58 10 64 8.600 70 7.600 82 7.400 92 7.400 96 7 98 5.400 98 3.600 97 3 94 3 88 2.800 82 3.400 74 4.500 64 5.500 52 7 38 9.500 35.500 14 31.500 21 31 23.400 28.500 23.600 24.500 25 23 28 23Z"
            }
        }
    }
}
