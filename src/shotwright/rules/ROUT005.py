"""ROUT005: the Video Agent takes fewer files.

What: Reports a board that brings more pictures, clips and sounds than the Video Agent takes.

Why: The service refuses the brief.

Bad:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [
    ...       i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, i10,
    ...       i11, i12, i13, i14, i15, i16, i17, i18, i19, i20]
    ... ''', board='''
    ... references:
    ...   i0: {image: "https://example.com/0.png", of: product}
    ...   i1: {image: "https://example.com/1.png", of: product}
    ...   i2: {image: "https://example.com/2.png", of: product}
    ...   i3: {image: "https://example.com/3.png", of: product}
    ...   i4: {image: "https://example.com/4.png", of: product}
    ...   i5: {image: "https://example.com/5.png", of: product}
    ...   i6: {image: "https://example.com/6.png", of: product}
    ...   i7: {image: "https://example.com/7.png", of: product}
    ...   i8: {image: "https://example.com/8.png", of: product}
    ...   i9: {image: "https://example.com/9.png", of: product}
    ...   i10: {image: "https://example.com/10.png", of: product}
    ...   i11: {image: "https://example.com/11.png", of: product}
    ...   i12: {image: "https://example.com/12.png", of: product}
    ...   i13: {image: "https://example.com/13.png", of: product}
    ...   i14: {image: "https://example.com/14.png", of: product}
    ...   i15: {image: "https://example.com/15.png", of: product}
    ...   i16: {image: "https://example.com/16.png", of: product}
    ...   i17: {image: "https://example.com/17.png", of: product}
    ...   i18: {image: "https://example.com/18.png", of: product}
    ...   i19: {image: "https://example.com/19.png", of: product}
    ...   i20: {image: "https://example.com/20.png", of: product}
    ... ''', route="agent")
    error ROUT005: s.1: 21 files, but HeyGen Video Agent takes 20 (HeyGen's request schemas, as
    shipped in its command-line tool); split the board in two, or bind fewer references

Good:
    >>> lint('''
    ... - shot: Maya lifts a mug
    ...   references: [i0, i1]
    ... ''', board='''
    ... references:
    ...   i0: {image: "https://example.com/0.png", of: product}
    ...   i1: {image: "https://example.com/1.png", of: product}
    ...   i2: {image: "https://example.com/2.png", of: product}
    ...   i3: {image: "https://example.com/3.png", of: product}
    ...   i4: {image: "https://example.com/4.png", of: product}
    ...   i5: {image: "https://example.com/5.png", of: product}
    ...   i6: {image: "https://example.com/6.png", of: product}
    ...   i7: {image: "https://example.com/7.png", of: product}
    ...   i8: {image: "https://example.com/8.png", of: product}
    ...   i9: {image: "https://example.com/9.png", of: product}
    ...   i10: {image: "https://example.com/10.png", of: product}
    ...   i11: {image: "https://example.com/11.png", of: product}
    ...   i12: {image: "https://example.com/12.png", of: product}
    ...   i13: {image: "https://example.com/13.png", of: product}
    ...   i14: {image: "https://example.com/14.png", of: product}
    ...   i15: {image: "https://example.com/15.png", of: product}
    ...   i16: {image: "https://example.com/16.png", of: product}
    ...   i17: {image: "https://example.com/17.png", of: product}
    ...   i18: {image: "https://example.com/18.png", of: product}
    ...   i19: {image: "https://example.com/19.png", of: product}
    ...   i20: {image: "https://example.com/20.png", of: product}
    ... ''', route="agent")

Fix: Split the board in two, or bind fewer references.

Source: HeyGen's request schemas, 2026-07-21 (`files`: at most 20).
"""

from __future__ import annotations

from shotwright.model.finding import Severity

CODE = "ROUT005"
SEVERITY = Severity.ERROR
ASKED_BY = "planner"
