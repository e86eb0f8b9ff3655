import QtQuick
import QtQuick.Shapes
import Vetrina

// How much of something is done, 0.0 to 1.0.
Item {
    id: ring

    required property real part

    implicitWidth: 56
    implicitHeight: 56
    Accessible.role: Accessible.ProgressBar
    Accessible.name: `${Math.round(part * 100)} %`

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            strokeColor: Theme.tint
            strokeWidth: 7
            fillColor: "transparent"
            PathAngleArc {
                centerX: 28
                centerY: 28
                radiusX: 24
                radiusY: 24
                sweepAngle: 360
            }
        }
        ShapePath {
            strokeColor: ring.part > 0 ? Theme.primary : "transparent"
            strokeWidth: 7
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            PathAngleArc {
                centerX: 28
                centerY: 28
                radiusX: 24
                radiusY: 24
                startAngle: -90
                sweepAngle: 360 * ring.part
            }
        }
    }
}
