"""What is photographed of a shopper's list: edited, told more of, mailed, and sixty lines of it."""

from msgspec.structs import replace
from scenes import CHAIR, COAT, LAMP, NOTES, RUG, SETTLE_MS, SOFA, STOOL
from studio import NOW, StandingClock, Studio

from kiosk.app import Kiosk
from kiosk.ui.robot import Robot
from sync.protocol.actors import Actor
from sync.protocol.products import Product

TITLES = {"en": ("Living room", "Hall"), "it": ("Salotto", "Ingresso"), "ja": ("リビング", "玄関")}
QUESTIONS = {
    "en": ("Does the fabric pill?", "Do you deliver on Saturdays?"),
    "it": ("Il tessuto fa i pallini?", "Consegnate anche di sabato?"),
    "ja": ("生地は毛玉になりますか？", "土曜日の配送はできますか？"),
}
ANSWERS = {
    "en": "Hardly. Brush it twice a year and it stays as it is; the cover can be washed at thirty degrees.",
    "it": "Pochissimo. Basta spazzolarlo due volte l’anno; la fodera si lava a trenta gradi.",
    "ja": "ほとんどなりません。年に二回ブラシをかけてください。カバーは三十度で洗えます。",
}
NAMES = {"en": "Anna", "it": "Anna", "ja": "あんな"}
ADDRESS = "anna.ferri@example.com"
MANY = 60
STAMP = NOW.isoformat()


class Lists:
    """Takes the pictures of one language and size."""

    def __init__(self, studio: Studio, language: str, size: tuple[int, int]) -> None:
        self._studio = studio
        self._language = language
        self._size = size

    def play(self) -> None:
        """Take them all."""
        for scene in (self._edited, self._asked, self._several, self._mailed, self._long):
            with self._studio.kiosk(self._size, StandingClock()) as (kiosk, robot):
                kiosk.shop.speak(self._language)
                scene(kiosk, robot)

    def _edited(self, kiosk: Kiosk, robot: Robot) -> None:
        self._fill(kiosk, robot, (SOFA, LAMP, COAT, CHAIR, RUG, STOOL))
        kiosk.model.toList()
        lines = self._lines(kiosk)
        for line, priority in zip(lines, ("must", "nice", "maybe"), strict=False):
            kiosk.model.line.open(line)
            kiosk.model.line.want(priority)
            robot.wait(lambda line=line, wish=priority: self._wish(kiosk, line) == wish, "the wish")
        kiosk.model.line.open(lines[0])
        self._shoot(robot, "line", "bare")
        kiosk.model.line.write()
        kiosk.model.line.writing.write(NOTES[self._language])
        self._shoot(robot, "line", "note")
        kiosk.model.line.writing.accept()
        robot.wait(lambda: bool(kiosk.list.document.line(lines[0]).note), "the note")
        self._shoot(robot, "line", "noted")
        kiosk.model.line.close()
        self._shoot(robot, "list", "wished")
        kiosk.list.arrange(wanted=True)
        self._shoot(robot, "list", "editing")
        kiosk.list.less(lines[-1])
        robot.wait(lambda: len(self._lines(kiosk)) < len(lines), "the line to go")
        kiosk.list.undo()
        robot.wait(lambda: len(self._lines(kiosk)) == len(lines), "the line")
        kiosk.model.history.open()
        self._shoot(robot, "history", "open")

    def _asked(self, kiosk: Kiosk, robot: Robot) -> None:
        self._fill(kiosk, robot, (SOFA, LAMP))
        kiosk.model.toList()
        self._meeting(kiosk, robot)
        questions = kiosk.model.questions
        for at, line in enumerate((self._lines(kiosk)[0], "")):
            questions.askAbout(line) if line else questions.ask()
            questions.writing.write(QUESTIONS[self._language][at])
            if at == 0:
                self._shoot(robot, "ask", "written")
            questions.writing.accept()
            robot.wait(lambda wanted=at: len(questions.asked) > wanted, "the question")
        self._shoot(robot, "list", "asked")
        document = kiosk.list.document
        first, *others = document.questions
        answered = replace(
            first,
            answer=ANSWERS[self._language],
            answered_by="marco",
            answered_at=STAMP,
        )
        marco = Actor("marco", "associate", "Marco")
        told = replace(document, questions=[answered, *others], actors={**document.actors, marco.id: marco})
        kiosk.list._show(kiosk.list._seen._replace(document=told))
        self._shoot(robot, "list", "answered")
        kiosk.model.line.open(self._lines(kiosk)[0])
        self._shoot(robot, "line", "answered")

    def _meeting(self, kiosk: Kiosk, robot: Robot) -> None:
        """Say where, and whom to ask for."""
        service, where = kiosk.model.service, kiosk.model.service.whereabouts
        service.askBring()
        self._shoot(robot, "bring", "name")
        where.choose("1")
        service.writing.write(NAMES[self._language])
        self._shoot(robot, "bring", "area")
        where.choose("elsewhere")
        self._shoot(robot, "bring", "place")
        service.writing.cancel()
        service.writing.cancel()
        service.ask_about("")
        self._shoot(robot, "help", "writable")
        service.askCall()
        self._shoot(robot, "help", "where")
        where.choose("1")
        service.writing.write(NAMES[self._language])
        service.writing.accept()
        robot.wait(lambda: service.callState != "", "the call")
        self._shoot(robot, "help", "called-elsewhere")
        service.noNeed()
        robot.wait(lambda: service.callState == "", "the call to go")

    def _several(self, kiosk: Kiosk, robot: Robot) -> None:
        self._fill(kiosk, robot, (SOFA, LAMP))
        kiosk.model.toList()
        kiosk.list.change(lambda: kiosk.list._keeper.rename(TITLES[self._language][0]))
        lists = kiosk.model.lists
        lists.start()
        lists.writing.write(TITLES[self._language][1])
        self._shoot(robot, "lists", "new")
        lists.writing.accept()
        robot.wait(lambda: kiosk.list.empty, "the new list")
        self._shoot(robot, "list", "another")
        self._fill(kiosk, robot, (RUG,))
        kiosk.model.toList()
        lists.open()
        self._shoot(robot, "lists", "open")
        lists.close()
        robot.wait(lambda: bool(self._lines(kiosk)), "the line")
        lists.openFor(self._lines(kiosk)[0])
        self._shoot(robot, "lists", "where")

    def _mailed(self, kiosk: Kiosk, robot: Robot) -> None:
        self._fill(kiosk, robot, (SOFA, LAMP))
        kiosk.model.toList()
        robot.wait(lambda: kiosk.take.ready, "the link")
        mail = kiosk.model.mail
        mail.open()
        self._shoot(robot, "mail", "empty")
        mail.write("anna.ferri@example")
        mail.send()
        self._shoot(robot, "mail", "wrong")
        mail.write(ADDRESS)
        self._shoot(robot, "mail", "typed")
        kiosk.model.tell_news(online=False, last_news=None)
        mail.send()
        robot.wait(lambda: mail.state == "later", "the letter")
        self._shoot(robot, "mail", "later")
        kiosk.model.tell_news(online=True, last_news=None)
        self._shoot(robot, "mail", "asked")
        for state in ("sent", "failed"):
            document = kiosk.list.document
            mails = {name: replace(mark, state=state) for name, mark in document.mails.items()}
            kiosk.list._show(kiosk.list._seen._replace(document=replace(document, mails=mails)))
            self._shoot(robot, "mail", state)
        mail.close()
        kiosk.model.toTake()
        self._shoot(robot, "take", "large")

    def _long(self, kiosk: Kiosk, robot: Robot) -> None:
        catalogue = kiosk.shop.catalogue
        assert catalogue is not None
        self._fill(kiosk, robot, (SOFA,))
        for product in catalogue.walk("product", Product):
            for variant in product.variants:
                if len(self._lines(kiosk)) < MANY:
                    kiosk.list.add(product.id, variant.id, variant.options)
                    robot.work(1)
        robot.wait(lambda: len(self._lines(kiosk)) >= MANY, "sixty lines")
        kiosk.model.toList()
        self._shoot(robot, "list", "sixty")
        kiosk.list.arrange(wanted=True)
        self._shoot(robot, "list", "sixty-editing")

    def _fill(self, kiosk: Kiosk, robot: Robot, codes: tuple[str, ...]) -> None:
        for at, code in enumerate(codes, 1):
            kiosk.scan(code)
            kiosk.product.add()
            robot.wait(lambda wanted=at: kiosk.pieces == wanted, "the line")

    def _lines(self, kiosk: Kiosk) -> list[str]:
        return [line.id for line in kiosk.list.document.present] if kiosk.list.document else []

    def _wish(self, kiosk: Kiosk, line: str) -> str:
        found = kiosk.list.document.line(line) if kiosk.list.document else None
        return found.priority if found else ""

    def _shoot(self, robot: Robot, page: str, state: str) -> None:
        robot.work_for(SETTLE_MS)
        robot.wait(robot.pictures_ready, "the pictures")
        robot.look(self._studio.file(f"{page}-{state}-{self._language}", self._size))
