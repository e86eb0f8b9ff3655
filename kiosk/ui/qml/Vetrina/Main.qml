pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// The window: one Loader a page, built on first use and kept; dialogs over everything.
Window {
    id: root

    required property KioskModel kiosk
    required property AccessModel access
    required property bool fullScreen
    // Whether it is shown only once all of it is there.
    property bool awaited: false
    // The dialogs that are wanted, from the uppermost down. Only that one is alive: of two, each would take the keyboard
    // back from the other without end.
    readonly property Item upper: [resume, idle, answer, leaving, mail, history, questionWriting, placeWriting, lineWriting, writing, lists, line, camera, otherSize, size, zoom, space, stores, help].find(slot => slot.wanted) ?? null
    readonly property bool asked: upper !== null

    width: 1280
    height: 800
    visibility: awaited ? Window.Hidden : fullScreen ? Window.FullScreen : Window.Windowed
    title: Look.name
    color: Theme.page

    component PageSlot: Loader {
        id: slot

        required property string name
        // What a scan opens appears at once; every other page slides in.
        property bool instant: false
        readonly property bool current: root.kiosk.page === name && !root.access.shown

        anchors.fill: parent
        asynchronous: false
        active: false
        enabled: current && !root.asked
        focus: current
        visible: current
        onCurrentChanged: {
            if (!current)
                return;
            active = true;
            // Nor does what is there before the window is.
            if (!instant && root.visible)
                arrive.restart();
        }
        onLoaded: item.focus = true
        Component.onCompleted: if (current)
            active = true

        ParallelAnimation {
            id: arrive

            NumberAnimation {
                target: slot
                property: "opacity"
                from: 0
                to: 1
                duration: Theme.pageMove
            }
            NumberAnimation {
                target: shift
                property: "x"
                from: 16
                to: 0
                duration: Theme.pageMove
                easing.type: Easing.BezierSpline
                easing.bezierCurve: [0.2, 0, 0, 1, 1, 1]
            }
        }
        transform: Translate {
            id: shift
        }
    }

    // A dialog is built when it is first needed: nobody sees one on the first screen.
    component DialogSlot: Loader {
        required property bool wanted

        anchors.fill: parent
        active: false
        visible: !root.access.shown
        enabled: root.upper === null || root.upper === this
        onWantedChanged: if (wanted)
            active = true
        onLoaded: if (visible)
            (item as Item).forceActiveFocus(Qt.OtherFocusReason)
        Component.onCompleted: if (wanted)
            active = true
    }

    Item {
        id: stage
        width: root.width / Theme.scale
        height: root.height / Theme.scale
        scale: Theme.scale
        transformOrigin: Item.TopLeft

        PageSlot {
            name: "attract"
            sourceComponent: AttractPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: homeSlot
            name: "home"
            sourceComponent: HomePage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: productSlot
            name: "product"
            instant: true
            sourceComponent: ProductPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            name: "list"
            sourceComponent: ListPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: searchSlot
            name: "search"
            sourceComponent: SearchPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: categorySlot
            name: "category"
            sourceComponent: CategoryPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: compareSlot
            name: "compare"
            sourceComponent: ComparePage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            name: "claim"
            sourceComponent: ClaimPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            name: "take"
            sourceComponent: TakePage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: signInSlot
            name: "sign_in"
            sourceComponent: ShopperSignInPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: welcomeSlot
            name: "welcome"
            sourceComponent: WelcomePage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            id: mineSlot
            name: "mine"
            sourceComponent: MinePage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            name: "staff"
            sourceComponent: ScannersPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            name: "settings"
            sourceComponent: SettingsPage {
                kiosk: root.kiosk
            }
        }
        PageSlot {
            name: "desk"
            // By its file alone: until an associate comes nothing of the desk is made, nor are its types known.
            onActiveChanged: if (active)
                setSource(Qt.resolvedUrl("desk/DeskShell.qml"), {
                    kiosk: root.kiosk,
                    desk: root.kiosk.desk
                })
        }
        PageSlot {
            name: "finish"
            sourceComponent: FinishPage {
                kiosk: root.kiosk
            }
        }
        Connections {
            target: root.kiosk.visit

            function onEnded(): void {
                // A page that nobody sees is not laid out anew: it would keep the words it showed.
                searchSlot.active = searchSlot.current;
                categorySlot.active = categorySlot.current;
                compareSlot.active = compareSlot.current;
                homeSlot.active = homeSlot.current;
                for (const slot of [signInSlot, welcomeSlot, mineSlot])
                    slot.active = slot.current;
            }
        }
        Timer {
            // Built while nobody waits, so that the first scan is as quick as the hundredth.
            interval: 500
            running: true
            onTriggered: {
                productSlot.active = true;
                homeSlot.active = true;
            }
        }
        Timer {
            // Likewise, also anew after each visit; not under the hands of who works at the desk.
            interval: 1500
            running: root.kiosk.page !== "desk" && (!searchSlot.active || !homeSlot.active)
            onTriggered: {
                searchSlot.active = true;
                homeSlot.active = true;
            }
        }
        Timer {
            // The shelves and what is popular, before somebody asks for them.
            interval: 300
            running: root.kiosk.page !== "desk" && searchSlot.active && root.kiosk.selling && !root.kiosk.search.asked
            onTriggered: root.kiosk.search.open()
        }
        DialogSlot {
            id: help
            wanted: root.kiosk.service.asked
            sourceComponent: HelpDialog {
                service: root.kiosk.service
                writable: !root.kiosk.list.empty
                onWritten: {
                    root.kiosk.service.closeHelp();
                    root.kiosk.questions.ask();
                }
            }
        }
        DialogSlot {
            id: stores
            wanted: root.kiosk.stores.shown
            sourceComponent: StoresDialog {
                stores: root.kiosk.stores
                offline: root.kiosk.hub.offline
            }
        }
        DialogSlot {
            id: space
            wanted: root.kiosk.space.asked
            sourceComponent: SpaceDialog {
                space: root.kiosk.space
            }
        }
        DialogSlot {
            id: zoom
            wanted: root.kiosk.product.gallery.large
            sourceComponent: ZoomDialog {
                gallery: root.kiosk.product.gallery
            }
        }
        DialogSlot {
            id: size
            wanted: root.kiosk.product.sizes.asked
            sourceComponent: SizeDialog {
                readonly property SizesModel sizes: root.kiosk.product.sizes

                shown: sizes.asked
                reason: sizes.reason
                rows: sizes.values
                onSaid: size => sizes.say(size)
                onForgotten: sizes.forget()
                onClosed: sizes.close()
            }
        }
        DialogSlot {
            id: otherSize
            wanted: root.kiosk.known.likes.choice.asked
            sourceComponent: SizeDialog {
                readonly property SizeChoiceModel choice: root.kiosk.known.likes.choice

                shown: choice.asked
                reason: choice.reason
                rows: choice.values
                onSaid: size => choice.say(size)
                onForgotten: choice.forget()
                onClosed: choice.close()
            }
        }
        DialogSlot {
            id: camera
            wanted: root.kiosk.camera.shown
            sourceComponent: CameraDialog {
                camera: root.kiosk.camera
            }
        }
        DialogSlot {
            id: line
            wanted: root.kiosk.line.shown
            sourceComponent: LineSheet {
                line: root.kiosk.line
                onAsked: key => {
                    root.kiosk.line.close();
                    root.kiosk.questions.askAbout(key);
                }
                onCarried: key => {
                    root.kiosk.line.close();
                    root.kiosk.lists.openFor(key);
                }
            }
        }
        DialogSlot {
            id: lists
            wanted: root.kiosk.lists.shown
            sourceComponent: ListsSheet {
                lists: root.kiosk.lists
            }
        }
        DialogSlot {
            id: writing
            wanted: root.kiosk.lists.writing.shown
            sourceComponent: WriteDialog {
                writing: root.kiosk.lists.writing
            }
        }
        DialogSlot {
            id: lineWriting
            wanted: root.kiosk.line.writing.shown
            sourceComponent: WriteDialog {
                writing: root.kiosk.line.writing
            }
        }
        DialogSlot {
            id: placeWriting
            wanted: root.kiosk.service.writing.shown
            sourceComponent: WriteDialog {
                writing: root.kiosk.service.writing
                choices: root.kiosk.service.whereabouts.choosing ? places : null

                Component {
                    id: places

                    PlaceChips {
                        whereabouts: root.kiosk.service.whereabouts
                    }
                }
            }
        }
        DialogSlot {
            id: questionWriting
            wanted: root.kiosk.questions.writing.shown
            sourceComponent: WriteDialog {
                writing: root.kiosk.questions.writing
            }
        }
        DialogSlot {
            id: history
            wanted: root.kiosk.history.shown
            sourceComponent: HistorySheet {
                history: root.kiosk.history
            }
        }
        DialogSlot {
            id: mail
            wanted: root.kiosk.mail.shown
            sourceComponent: MailDialog {
                mail: root.kiosk.mail
            }
        }
        DialogSlot {
            id: leaving
            wanted: root.kiosk.leaving.shown
            sourceComponent: LeavingDialog {
                leaving: root.kiosk.leaving
            }
        }
        // Over every sheet: what was scanned meanwhile wants its answer at once.
        DialogSlot {
            id: answer
            wanted: root.kiosk.answer.reason !== ""
            sourceComponent: AnswerDialog {
                kiosk: root.kiosk
            }
        }
        DialogSlot {
            id: idle
            wanted: root.kiosk.visit.warning
            sourceComponent: IdleDialog {
                kiosk: root.kiosk
            }
        }
        DialogSlot {
            id: resume
            wanted: root.kiosk.visit.offered
            sourceComponent: ResumeDialog {
                visit: root.kiosk.visit
            }
        }
        ScanFlash {
            id: flash
        }
        Connections {
            target: root.kiosk

            function onScanned(known: bool): void {
                flash.answer(known);
            }
        }
        // In the place of all of them.
        Loader {
            anchors.fill: parent
            active: root.access.shown
            focus: active
            sourceComponent: AccessStage {
                access: root.access
                focus: true
            }
        }
    }
}
