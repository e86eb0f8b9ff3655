"""Frames and views: from a product, a colour and a view to one drawing."""

from __future__ import annotations

import math
from typing import NamedTuple

import backdrop
from catalogue import Article
from garment import Garment
from geometry import Bounds, Camera, Point, bounds, convex_hull, polyline
from interiors import room_svg
from recipes import CLOTHES, FURNITURE, Clothes, Furniture, Setting
from scene import Scene
from solids import Decal

FURNITURE_TILE, CLOTHES_TILE = "#e6e3db", "#e8e6e3"
_SEED = 1
#: A camera so far away and so low that lengths are true, and one that looks straight down.
_PLAIN, _ABOVE = Camera(yaw=0, pitch=2, focal=6000), Camera(yaw=0, pitch=89.9, focal=6000)
#: Units per centimetre of drawings to scale.
_FURNITURE_SCALE, _CLOTHES_SCALE = 1.0, 2.0


class Frame(NamedTuple):
    """A picture's size in the units it is shown in; the files have twice as many pixels."""

    width: int
    height: int


class Drawing(NamedTuple):
    """An SVG and the frame it was drawn for."""

    svg: str
    frame: Frame


LANDSCAPE, PORTRAIT, SQUARE = Frame(602, 408), Frame(293, 408), Frame(160, 160)


def draw(article: Article, colour: str, view: str) -> Drawing:
    """Return one view of a product in a colour (`#rrggbb`).

    Views: front, square, detail, scale; of furniture also side and room, of clothes back.
    Raises KeyError for a product without a recipe.
    """
    if article.product in CLOTHES:
        return _clothes_to_scale(article, colour) if view == "scale" else _clothes(article, colour, view)
    if view == "scale":
        return _furniture_to_scale(article, colour)
    if view == "room":
        return Drawing(room_svg(article, colour, *LANDSCAPE), LANDSCAPE)
    return _furniture(article, colour, view)


def _furniture(article: Article, colour: str, view: str) -> Drawing:
    recipe = FURNITURE[article.product]
    frame = SQUARE if view == "square" else LANDSCAPE
    camera = Camera(yaw=recipe.side if view == "side" else recipe.yaw, pitch=recipe.pitch)
    scene = Scene(*frame, camera, seed=_SEED, floor=recipe.setting is Setting.FLOOR)
    recipe.draw(scene, article.size, colour, **recipe.options)
    scene.fit(_inner(frame, recipe), zoom=recipe.zoom if view == "detail" else 1.0, focus=recipe.focus)
    standing = recipe.setting is Setting.FLOOR
    layers = [
        backdrop.paper(*frame, FURNITURE_TILE, horizon=backdrop.STANDING if standing else backdrop.HANGING)
    ]
    if not standing:
        layers.append(_wall_shadow(scene, near=recipe.setting is Setting.WALL))
    return Drawing(scene.svg(*layers), frame)


def _inner(frame: Frame, recipe: Furniture) -> Bounds:
    """Return the part of the frame a product fills."""
    width, height = frame
    if recipe.setting is Setting.HANGING:
        return (width * 0.12, height * 0.28, width * 0.88, height * 0.86)
    return (width * 0.075, height * 0.075, width * 0.925, height * 0.885)


def _wall_shadow(scene: Scene, *, near: bool) -> str:
    """Return the shadow of what hangs before a wall: sharp when `near`, else faint and far."""
    solids = [s for s in scene.solids() if s.surface.fitted and not isinstance(s, Decal)]
    outlines = [convex_hull(scene.camera.project(point) for point in solid.corners()) for solid in solids]
    left, top, right, bottom = bounds(point for outline in outlines for point in outline)
    span = max(right - left, bottom - top)
    shapes = "".join(scene.path(polyline(outline)) for outline in outlines)
    reach, blur, opacity = (0.035, 0.022, 0.34) if near else (0.16, 0.07, 0.13)
    shift = f"translate({span * reach:.1f} {span * reach * 1.1:.1f})"
    soft = scene.blur(span * blur)
    return f'<g transform="{shift}" fill="#241b14" opacity="{opacity}" filter="{soft}">{shapes}</g>'


def _furniture_to_scale(article: Article, colour: str) -> Drawing:
    """Return the plain front of a piece (a rug from above), cut tight and standing on the lower edge."""
    recipe = FURNITURE[article.product]
    view = _ABOVE if recipe.pitch >= 30 else _PLAIN

    def scene_of(width: float, height: float, origin: Point) -> Scene:
        camera = Camera(view.yaw, view.pitch, view.focal, _FURNITURE_SCALE, origin)
        scene = Scene(width, height, camera, seed=_SEED, floor=False, textured=False)
        recipe.draw(scene, article.size, colour, **recipe.options)
        return scene

    left, top, right, bottom = scene_of(1, 1, (0.0, 0.0)).seen()
    frame = Frame(math.ceil(right - left), math.ceil(bottom - top))
    return Drawing(
        scene_of(*frame, (frame.width / 2 - (left + right) / 2, frame.height - bottom)).svg(), frame
    )


def _clothes(article: Article, colour: str, view: str) -> Drawing:
    recipe = CLOTHES[article.product]
    frame = SQUARE if view == "square" else PORTRAIT
    left, top, right, bottom = _extent(recipe, article, colour)
    scale = min(frame.height * 0.84 / (bottom - top), frame.width * 0.88 / (right - left))
    focus = (0.5, 0.5)
    if view == "detail":
        scale, focus = scale * recipe.zoom, recipe.focus
    origin = (
        frame.width / 2 - (left + (right - left) * focus[0]) * scale,
        frame.height * 0.49 - (top + (bottom - top) * focus[1]) * scale,
    )
    stretch = _stretch(recipe, article)
    garment = Garment(*frame, scale, origin, stretch=stretch)
    options = {**recipe.options, "back": True} if view == "back" else recipe.options
    recipe.draw(garment, article.size, colour, **options)
    return Drawing(garment.svg(backdrop.paper(*frame, CLOTHES_TILE, horizon=backdrop.HANGING)), frame)


def _clothes_to_scale(article: Article, colour: str) -> Drawing:
    """Return a garment cut tight, without its cloth's texture."""
    recipe, k = CLOTHES[article.product], _CLOTHES_SCALE
    left, top, right, bottom = _extent(recipe, article, colour)
    frame = Frame(math.ceil((right - left) * k), math.ceil((bottom - top) * k))
    garment = Garment(*frame, k, (-left * k, -top * k), stretch=_stretch(recipe, article), textured=False)
    recipe.draw(garment, article.size, colour, **recipe.options)
    return Drawing(garment.svg(), frame)


def _stretch(recipe: Clothes, article: Article) -> float:
    return article.size.width / 2 / recipe.chest if recipe.chest else 1.0


def _extent(recipe: Clothes, article: Article, colour: str) -> Bounds:
    """Return what a garment covers, in centimetres."""
    probe = Garment(1, 1, 1.0, (0.0, 0.0), stretch=_stretch(recipe, article))
    recipe.draw(probe, article.size, colour, **recipe.options)
    return probe.extent()
