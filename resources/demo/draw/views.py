"""Frames and views: from a product, a colour and a view to the SVG of one picture."""

from __future__ import annotations

from dataclasses import dataclass

import backdrop
from canvas import Bounds
from catalogue import Article
from geometry import Camera, Point, bounds, convex_hull, polyline
from garment import Garment
from recipes import CLOTHES, FURNITURE, Clothes, Furniture, Setting
from scene import Scene
from solids import Box, Lathe, Slab, Tube

#: Pixels of a picture per unit of its drawing: pictures are made at twice the size they are shown in.
DENSITY = 2

FURNITURE_TILE, CLOTHES_TILE = "#e6e3db", "#e8e6e3"
_SEED = 1


@dataclass(frozen=True)
class Frame:
    """A picture's size in the units it is shown in."""

    width: int
    height: int


LANDSCAPE, PORTRAIT, SQUARE = Frame(602, 408), Frame(293, 408), Frame(160, 160)


def furniture_svg(article: Article, colour: str, view: str) -> str:
    """Return the picture of a piece of furniture; views: front, side, detail, square.

    Raises KeyError for a product without a recipe.
    """
    recipe = FURNITURE[article.product]
    frame = SQUARE if view == "square" else LANDSCAPE
    camera = Camera(yaw=recipe.side if view == "side" else recipe.yaw, pitch=recipe.pitch)
    scene = Scene(frame.width, frame.height, camera, seed=_SEED, floor=recipe.setting is Setting.FLOOR)
    recipe.draw(scene, article.size, colour, **recipe.options)
    zoom = recipe.zoom if view == "detail" else 1.0
    scene.fit(_inner(frame, recipe), zoom=zoom, focus=recipe.focus)
    horizon = backdrop.STANDING if recipe.setting is Setting.FLOOR else backdrop.HANGING
    layers = [backdrop.paper(frame.width, frame.height, FURNITURE_TILE, horizon=horizon)]
    if recipe.setting is not Setting.FLOOR:
        layers.append(wall_shadow(scene, near=recipe.setting is Setting.WALL))
    return scene.svg(*layers)


def _inner(frame: Frame, recipe: Furniture) -> Bounds:
    """Return the part of the frame a product fills."""
    width, height = frame.width, frame.height
    if recipe.setting is Setting.HANGING:
        return (width * 0.12, height * 0.28, width * 0.88, height * 0.86)
    return (width * 0.075, height * 0.075, width * 0.925, height * 0.885)


def wall_shadow(scene: Scene, *, near: bool) -> str:
    """Return the shadow of everything hanging before a wall: sharp when `near`, else faint and far."""
    camera = scene.camera
    solids = [s for s in scene.solids() if isinstance(s, Box | Tube | Lathe | Slab) and s.surface.fitted]
    outlines = [convex_hull(camera.project(point) for point in solid.corners()) for solid in solids]
    left, top, right, bottom = bounds(point for outline in outlines for point in outline)
    span = max(right - left, bottom - top)
    shapes = "".join(scene.path(polyline(outline)) for outline in outlines)
    reach, blur, opacity = (0.035, 0.022, 0.34) if near else (0.16, 0.07, 0.13)
    shift = f"translate({span * reach:.1f} {span * reach * 1.1:.1f})"
    return f'<g transform="{shift}" fill="#241b14" opacity="{opacity}" filter="{scene.blur(span * blur)}">{shapes}</g>'


def clothes_svg(article: Article, colour: str, view: str) -> str:
    """Return the picture of a garment; views: front, back, detail, square.

    Raises KeyError for a product without a recipe.
    """
    recipe = CLOTHES[article.product]
    frame = SQUARE if view == "square" else PORTRAIT
    probe = _dressed(recipe, article, colour, frame, 1.0, (0.0, 0.0), back=False)
    left, top, right, bottom = probe.extent()
    scale = min(frame.height * 0.84 / (bottom - top), frame.width * 0.88 / (right - left))
    focus = (0.5, 0.5)
    if view == "detail":
        scale, focus = scale * recipe.zoom, recipe.focus
    origin = (
        frame.width / 2 - (left + (right - left) * focus[0]) * scale,
        frame.height * 0.49 - (top + (bottom - top) * focus[1]) * scale,
    )
    garment = _dressed(recipe, article, colour, frame, scale, origin, back=view == "back")
    return garment.svg(backdrop.paper(frame.width, frame.height, CLOTHES_TILE, horizon=backdrop.HANGING))


def _dressed(
    recipe: Clothes, article: Article, colour: str, frame: Frame, scale: float, origin: Point, *, back: bool
) -> Garment:
    stretch = article.size.width / 2 / recipe.chest if recipe.chest else 1.0
    garment = Garment(frame.width, frame.height, scale, origin, stretch=stretch)
    options = {**recipe.options, "back": True} if back else recipe.options
    recipe.draw(garment, article.size, colour, **options)
    return garment
