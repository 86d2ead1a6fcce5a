package export

import (
	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/bidi"

	"obelus/model"
)

// goesLeft reports whether n is set from right to left: as its first letter of
// either direction is; where it has none, as what is around it. Browsers find
// that out for words (dir="auto"), but not for a list, a quotation or a table,
// for they pass over elements that have a direction of their own.
func (w *blockWriter) goesLeft(n ast.Node) bool {
	goes := w.rtl
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // which fails as the walker does: never
		if !entering {
			return ast.WalkContinue, nil
		}
		for _, span := range w.wordsIn(n) {
			if left, known := w.letterGoesLeft(span); known {
				goes = left
				return ast.WalkStop, nil
			}
		}
		return ast.WalkContinue, nil
	})
	return goes
}

// wordsIn are the stretches of the block's Source that hold n's own words.
func (w *blockWriter) wordsIn(n ast.Node) []model.Span {
	switch v := n.(type) {
	case *ast.Text:
		return []model.Span{{Start: v.Segment.Start, End: v.Segment.Stop}}
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		if lines := v.Lines(); lines.Len() > 0 {
			return []model.Span{{Start: lines.At(0).Start, End: lines.At(lines.Len() - 1).Stop}}
		}
	}
	return nil
}

// letterGoesLeft is the direction of the first letter in a span of the block's
// Source that has one.
func (w *blockWriter) letterGoesLeft(span model.Span) (left, known bool) {
	base := w.block.Base
	from, to := w.block.VisibleRange(model.Span{Start: base + span.Start, End: base + span.End})
	for _, r := range w.block.Visible[from:to] {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return false, true
		case bidi.R, bidi.AL:
			return true, true
		}
	}
	return false, false
}
