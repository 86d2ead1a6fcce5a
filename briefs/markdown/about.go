package markdown

import "obelus/model"

// firstMargin is how many bytes about a span are read at first.
const firstMargin = 1 << 10

// about is block i or, of a huge paragraph, so much of it about span that what
// it says of span is what the whole block would: the letters in it, the white
// space between them, the graphemes that they begin and end in, and as many
// graphemes before and behind as a quote has.
func (d *Document) about(i int, span model.Span) *Block {
	if _, ok := d.paragraph(i); !ok {
		return d.Block(i)
	}
	extent := d.Extent(i)
	span.Start = min(max(span.Start, extent.Start), extent.End)
	span.End = min(max(span.End, span.Start), extent.End)
	if b := d.blocks.lastNear(i, span); b != nil && saysAll(b, extent, span) {
		return b
	}
	for margin := firstMargin; ; margin *= 4 {
		wide := model.Span{Start: span.Start - margin, End: span.End + margin}
		if wide.Covers(extent) {
			return d.Block(i)
		}
		if b := d.BlockNear(i, wide); saysAll(b, extent, span) {
			d.blocks.keepNear(b)
			return b
		}
	}
}

// saysAll reports whether b, a part of a paragraph at extent, has on both sides
// of span enough letters, or else the paragraph's end.
func saysAll(b *Block, extent, span model.Span) bool {
	start, end := b.VisibleRange(span)
	return (b.Span.Start <= extent.Start || enoughBefore(b.Visible[:start])) &&
		(b.Span.End >= extent.End || enoughBehind(b.Visible[end:]))
}

// enoughBefore reports whether text ends with quoteContext graphemes of which
// none depends on what stands before text.
func enoughBefore(text string) bool {
	for back := 4 * quoteContext; ; back *= 2 {
		start := anchor(text, max(0, len(text)-back))
		if start == 0 {
			return false
		}
		if _, full := firstGraphemes(text[start:], quoteContext); full {
			return true
		}
	}
}

// enoughBehind reports whether text begins with quoteContext graphemes of which
// none depends on what stands behind text.
func enoughBehind(text string) bool {
	head, full := firstGraphemes(text, quoteContext)
	return full && len(head) < len(text)
}
