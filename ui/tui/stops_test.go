package tui

import (
	"testing"

	"obelus/briefs/markdown"
	"obelus/briefs/markdown/hardtext"
)

// TestStopsInAPart holds that a huge paragraph's stops, looked for in a part of
// it, are those of the whole.
func TestStopsInAPart(t *testing.T) {
	for _, text := range hardtext.Blocks() {
		doc := markdown.New(text.Small(3))
		for i := range doc.Blocks() {
			whole := doc.Block(i)
			extent := doc.Extent(i)
			if doc.BlockNear(i, extent).Span != extent {
				t.Fatalf("%s: all of block %d is %v, not %v", text.Name, i, doc.BlockNear(i, extent).Span, extent)
			}
			if extent.Len() < 100_000 {
				continue
			}
			for offset := extent.Start; offset <= extent.End; offset += 7_919 {
				part := blockAbout(doc, i, offset)
				for _, kind := range []stopKind{stopLetter, stopWord, stopWordStart} {
					for _, dir := range []int{-1, 1} {
						got, ok := stopInBlock(part, kind, offset, dir)
						want, there := stopInBlock(whole, kind, offset, dir)
						if got != want || ok != there {
							t.Errorf("%s: from %d by %d, kind %d: %d, %v; in the whole %d, %v", text.Name, offset, dir, kind, got, ok, want, there)
						}
					}
				}
			}
		}
	}
}
