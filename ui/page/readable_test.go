package page

import (
	"image/color"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/theme"
)

// TestInksUnderMarksCanBeRead paints a link, faint in itself, code and plain
// words under a mark, and one mark within another.
func TestInksUnderMarksCanBeRead(t *testing.T) {
	const text = "Ships [wait](https://example.org) off `the mole` ![here](x.png)."
	th := theme.New(theme.Dark, false)
	p := newTestPage(markdown.New(text), th, 60)
	whole := model.Span{Start: 0, End: len(text)}
	tint := th.Tags[model.Attributed].Tint
	for _, highlights := range [][]Highlight{
		{{Span: whole, Look: th.Mark(model.Attributed, false)}},
		{{Span: whole, Look: th.Mark(model.Attributed, false)}, {Span: whole, Look: th.Mark(model.Nonclaim, false)}},
	} {
		for _, row := range p.Lay(0).Rows {
			painted := p.Paint(row, highlights, 0)
			line := uv.NewScreenBuffer(60, 1)
			uv.NewStyledString(painted).Draw(line, line.Bounds())
			for x := range 30 {
				cell := line.CellAt(x, 0)
				if cell == nil || cell.Style.Bg == nil {
					continue
				}
				if !same(cell.Style.Bg, tint) || !same(th.Readable(cell.Style.Fg, tint), cell.Style.Fg) {
					t.Errorf("%q is painted in %v on %v, which cannot be read", cell.Content, cell.Style.Fg, cell.Style.Bg)
				}
			}
		}
	}
}

func same(a, b color.Color) bool {
	if a == nil || b == nil {
		return a == b
	}
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	return ar == br && ag == bg && ab == bb
}
