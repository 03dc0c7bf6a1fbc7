"""Twelve pictures a child tells apart at a glance, also without colour."""

from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

from tandem.people.enums import Picture

_SHAPES: dict[Picture, str] = {
    Picture.SUN: '<circle cx="24" cy="24" r="9" fill="#f0b44c"/><path stroke="#b97a12" stroke-width="3" '
    'd="M24 4v7M24 37v7M4 24h7M37 24h7M10 10l5 5M33 33l5 5M10 38l5-5M33 15l5-5"/>',
    Picture.MOON: '<path fill="#5a6fa8" d="M32 6a19 19 0 1 0 10 28A16 16 0 0 1 32 6z"/>',
    Picture.STAR: '<path fill="#e0a21b" d="m24 4 6 13 14 2-10 10 2 14-12-7-12 7 2-14L4 19l14-2z"/>',
    Picture.HEART: '<path fill="#c0392b" d="M24 43S5 31 5 18a10 10 0 0 1 19-5 10 10 0 0 1 19 5c0 13-19 25-19 25z"/>',
    Picture.HOUSE: '<path fill="#a8562a" d="M4 24 24 6l20 18z"/><path fill="#e9c9a5" d="M10 24h28v18H10z"/>'
    '<path fill="#6b4a2f" d="M20 30h8v12h-8z"/>',
    Picture.TREE: '<path fill="#6b4a2f" d="M21 28h6v16h-6z"/><circle cx="24" cy="18" r="14" fill="#2f7d4f"/>',
    Picture.FISH: '<path fill="#2f7fa8" d="M4 24c8-13 24-13 30-2l10-8v20l-10-8C28 37 12 37 4 24z"/>'
    '<circle cx="14" cy="22" r="2" fill="#fff"/>',
    Picture.BALL: '<circle cx="24" cy="24" r="19" fill="#fff" stroke="#20302d" stroke-width="3"/>'
    '<path fill="#20302d" d="m24 15 8 6-3 9H19l-3-9z"/>',
    Picture.FLOWER: '<g fill="#b4589a"><circle cx="24" cy="11" r="8"/><circle cx="37" cy="22" r="8"/>'
    '<circle cx="32" cy="37" r="8"/><circle cx="16" cy="37" r="8"/><circle cx="11" cy="22" r="8"/></g>'
    '<circle cx="24" cy="25" r="7" fill="#f0b44c"/>',
    Picture.APPLE: '<path fill="#b8372c" d="M24 15c-5-5-18-3-18 10 0 10 8 19 13 19 2 0 3-1 5-1s3 1 5 1c5 0 13-9 13-19'
    ' 0-13-13-15-18-10z"/><path stroke="#4d3520" stroke-width="3" fill="none" d="M24 15c0-5 2-9 6-11"/>',
    Picture.BOAT: '<path fill="#7a4a25" d="M5 32h38l-7 11H12z"/><path fill="#e6e0d2" stroke="#20302d" stroke-width="2"'
    ' d="M22 5v24H8z"/><path fill="#c0392b" d="M26 10v19h13z"/>',
    Picture.KEY: '<g fill="none" stroke="#8a6d1f" stroke-width="5"><circle cx="14" cy="30" r="9"/>'
    '<path d="M21 24 41 6M34 12l6 6"/></g>',
}

DRAWINGS: Mapping[Picture, SafeString] = {
    picture: mark_safe(f'<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">{shape}</svg>')  # noqa: S308 - ours
    for picture, shape in _SHAPES.items()
}
