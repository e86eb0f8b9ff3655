"""Access mode says what would be lost with the visit, too, before it ends."""

SOFA = "SOF-moss-2120"


def test_what_is_called_off_is_asked_first(kiosk, settle):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.service.bring()
    kiosk.access.switch.toggle()
    kiosk.model.toTake()
    kiosk.model.toFinish()
    settle()
    assert kiosk.access.title == "What you asked for is called off"
    kiosk.access.back()
    settle()
    assert kiosk.model.page == "list"
    kiosk.model.toTake()
    kiosk.model.toFinish()
    settle()
    kiosk.access.press(0)
    settle()
    assert kiosk.model.page == "finish"


def test_the_warning_says_what_is_called_off(kiosk, settle, clock, reader):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.service.bring()
    kiosk.access.switch.toggle()
    settle()
    clock.seconds += 130
    kiosk.visit.tick()
    settle()
    assert "What you asked us to bring is called off." in reader.finish_all()
