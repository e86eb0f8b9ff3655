pragma ComponentBehavior: Bound
import QtQuick
import Vetrina
import Vetrina.Models

// Every dialog and sheet, over the pages.
Item {
    id: root

    required property KioskModel kiosk
    required property AccessModel access
    // The dialogs that are wanted, from the uppermost down. Only that one is alive: of two, each would take the keyboard
    // back from the other without end.
    readonly property Item upper: [resume, idle, answer, leaving, mail, history, questionWriting, placeWriting, lineWriting, writing, lists, line, camera, otherSize, size, zoom, space, stores, help].find(slot => slot.wanted) ?? null
    readonly property bool asked: upper !== null

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
}
