"""The page to look the tour through: every story, every picture with what happens on it."""

from html import escape
from pathlib import Path

from kiosk.tour.diary import Diary, Step, Story
from kiosk.tour.manner import LANGUAGES, Manner

STYLE = """
:root { color-scheme: light; --ink: #1e2421; --soft: #56605a; --page: #f5f3ee }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 48px 32px 96px; max-width: 1440px; background: var(--page); color: var(--ink);
  font: 17px/1.5 Inter, "Noto Sans CJK JP", system-ui, sans-serif }
h1 { font-size: 40px; line-height: 1.2; margin: 0 0 8px }
h2 { font-size: 26px; line-height: 1.3; margin: 64px 0 4px; scroll-margin-top: 16px }
p { margin: 0 0 8px; max-width: 70ch }
.soft { color: var(--soft) }
.good { color: #22683f }
.bad { color: #a3261d; font-weight: 600 }
nav ol { columns: 2 340px; padding-left: 24px; margin: 24px 0 }
a { color: inherit; text-underline-offset: 3px }
.steps { display: flex; flex-wrap: wrap; gap: 32px 24px; margin: 20px 0 0; padding: 0; list-style: none }
.steps li { width: calc((100% - 48px) / 3); min-width: 288px }
.steps li.phone { width: calc((100% - 120px) / 6); min-width: 132px }
img { display: block; width: 100%; aspect-ratio: 8 / 5; object-fit: contain; border-radius: 10px;
  background: #fff; box-shadow: 0 1px 2px #0002, 0 6px 24px #0001 }
.phone img { aspect-ratio: 390 / 844 }
figure { margin: 0 }
figcaption { margin-top: 10px; line-height: 1.35 }
.number { color: var(--soft); font-variant-numeric: tabular-nums; margin-right: 6px }
table { border-collapse: collapse; margin-top: 16px }
th, td { text-align: left; padding: 6px 24px 6px 0; border-bottom: 1px solid #dcd8ce; font-weight: 400 }
"""


def write_album(diary: Diary, manner: Manner, seconds: float, trouble: str = "") -> Path:
    """Write `index.html` beside the pictures; return where it is. `trouble` kept the tour from going on."""
    stories = diary.stories
    good = not (trouble or diary.stopped)
    steps = sum(len(story.steps) for story in stories)
    verdict = "All came to a good end." if good else trouble or f"{len(diary.stopped)} stopped."
    told = f"{len(stories)} stories, {steps} steps, {seconds:.0f} seconds, in {LANGUAGES[manner.language]}"
    told += f", as {Path(manner.brand).stem.capitalize()}." if manner.brand else "."
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>The tour of Vetrina</title>",
        f'<meta name=viewport content="width=device-width"><style>{STYLE}</style>',
        f"<h1>The tour of Vetrina</h1><p class=soft>{escape(told)}",
        "The kiosk, the desk, the hub and the phone’s browser are the real ones.",
        f'<p class="{"good" if good else "bad"}">{escape(verdict)}',
        f"<nav><ol>{''.join(_entry(story) for story in stories)}</ol></nav>",
    ]
    number = 0
    for story in stories:
        parts.append(_story(story, number, diary.out))
        number += len(story.steps)
    parts.append(_figures(diary))
    path = diary.out / "index.html"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def _entry(story: Story) -> str:
    mark = " <span class=bad>stopped</span>" if story.error else ""
    return f'<li><a href="#{story.key}">{escape(story.title)}</a>{mark}'


def _story(story: Story, before: int, out: Path) -> str:
    said = f"<p class=bad>It stopped: {escape(story.error)}" if story.error else ""
    steps = "".join(_step(step, at, out) for at, step in enumerate(story.steps, before + 1))
    return f"<h2 id={story.key}>{escape(story.title)}</h2>{said}<ol class=steps>{steps}</ol>"


def _step(step: Step, number: int, out: Path) -> str:
    picture = escape(step.picture)
    note = f"<br><span class=soft>{escape(step.note)}</span>" if step.note else ""
    text = f"<span class=number>{number}</span>{escape(step.step)}{note}"
    shown = f'<a href="{picture}"><img src="{picture}" alt="{escape(step.step)}" loading=lazy></a>'
    kind = "phone" if _is_phones(out / step.picture) else "tablet"
    mark = "" if step.ok else " bad"
    return (
        f'<li class="{kind}"><figure>{shown}<figcaption class="{mark.strip()}">{text}</figcaption></figure>'
    )


def _is_phones(path: Path) -> bool:
    """Say whether a PNG is higher than wide: its two sizes stand behind its first 16 bytes."""
    if not path.exists():
        return False
    head = path.read_bytes()[16:24]
    return int.from_bytes(head[4:]) > int.from_bytes(head[:4])


def _figures(diary: Diary) -> str:
    if not diary.figures:
        return ""
    rows = "".join(
        f"<tr><td>{escape(name)}<td>{one.median:.0f} ms<td>{one.worst:.0f} ms"
        for name, one in diary.figures.items()
    )
    return f"<h2>How long a change takes</h2><table><tr><th><th>half within<th>at most{rows}</table>"
