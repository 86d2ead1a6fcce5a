package page

import (
	"github.com/yuin/goldmark/ast"

	"obelus/briefs/markdown"
)

// words sets the words of n, which holds no block, as l.
func (f *flow) words(n ast.Node, in *inset, l leaf) error {
	parts := f.claim(f.end(n))
	if len(parts) == 0 && !f.holds(n) {
		return nil
	}
	inl := collect(f.block, n, f.source)
	l.within = in.style
	if len(parts) == 0 {
		parts = []markdown.Part{{}}
	}
	for _, part := range parts {
		l.atoms = f.clip(part, inl)
		if len(l.atoms) == 0 {
			continue
		}
		l.cutBefore, l.cutBehind = f.cuts(part)
		lines, err := f.press.set(l, in.room)
		if err != nil {
			return err
		}
		f.emit(lines, in, l.cutBefore)
	}
	return nil
}

// rest lays out the words that no node has claimed.
func (f *flow) rest(in *inset) error {
	for _, part := range f.claim(f.block.Span.End + 1) {
		atoms := f.clip(part, &inlines{})
		if len(atoms) == 0 {
			continue
		}
		lines, err := f.press.set(leaf{kind: paragraphLeaf, within: in.style, atoms: atoms}, in.room)
		if err != nil {
			return err
		}
		f.gap = in
		f.emit(lines, in, false)
	}
	return nil
}

// claim takes the parts that begin before end.
func (f *flow) claim(end int) []markdown.Part {
	first := f.part
	for f.part < len(f.block.Parts) && f.block.Parts[f.part].Span.Start < end {
		f.part++
	}
	return f.block.Parts[first:f.part]
}

// clip is the atoms of what is to be laid out of part.
func (f *flow) clip(part markdown.Part, inl *inlines) []atom {
	from, to := max(part.Start, f.from), min(part.End, f.to)
	if from >= to {
		if part.Start < part.End || f.from > 0 {
			return nil
		}
		from, to = 0, 0
	}
	return f.atoms.atoms(nil, from, to, inl)
}

// cuts reports whether part goes on with, or goes on in, another piece.
func (f *flow) cuts(part markdown.Part) (before, behind bool) {
	extent := f.page.doc.Extent(f.piece.block)
	before = part.Start < f.from || f.block.Span.Start > extent.Start && part.Start == 0
	return before, part.End > f.to || f.block.Span.End < extent.End && part.End == len(f.block.Visible)
}

// end is where n's source ends, in the brief text: its last line, or what is
// in it where it has no lines.
func (f *flow) end(n ast.Node) int {
	if n.Type() == ast.TypeBlock {
		if lines := n.Lines(); lines != nil && lines.Len() > 0 {
			end := lines.At(lines.Len() - 1).Stop
			if html, ok := n.(*ast.HTMLBlock); ok && html.HasClosure() {
				end = max(end, html.ClosureLine.Stop)
			}
			return f.block.Base + end
		}
	}
	return f.block.Base
}

// holds reports whether n begins in what is to be laid out.
func (f *flow) holds(n ast.Node) bool {
	if f.piece.whole {
		return true
	}
	at := f.startOf(n)
	return at < 0 && f.from == 0 || f.source.Contains(at)
}

// startOf is where n begins in the brief text, -1 where it does not say.
func (f *flow) startOf(n ast.Node) int {
	if pos := n.Pos(); pos >= 0 {
		return f.block.Base + pos
	}
	return -1
}

// isBefore reports whether n ends before what is to be laid out: what follows
// it begins there at the latest.
func (f *flow) isBefore(n ast.Node) bool {
	if f.piece.whole {
		return false
	}
	next := n.NextSibling()
	if next == nil {
		return false
	}
	at := f.startOf(next)
	return at >= 0 && at <= f.source.Start
}

// isBehind reports whether n begins behind what is to be laid out.
func (f *flow) isBehind(n ast.Node) bool {
	return !f.piece.whole && !f.piece.last && f.startOf(n) >= f.source.End
}
