package page

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"obelus/briefs/markdown"
	"obelus/model"
)

// An atom is one grapheme of a block's visible text, or a sign that the page
// adds, as it is to be shown.
type atom struct {
	text   string // neutralised; a tab is a space, a hard break "\n"
	at     int32  // in the block's visible text; -1 for a sign
	own    bool   // text is the visible text's, as it stands there
	source model.Span
	look   *inlineLook
}

// An inlineLook is what a stretch of a block's words looks like.
type inlineLook struct {
	strong, emphasis, strike, code bool

	around bool   // strong stands around emphasis, whose colours it so overrules
	image  int    // which of the leaf's images, from 1; 0 for none
	link   string // safe, or ""
	anchor bool   // a link, wherever it leads
}

// An atomizer turns stretches of a block's visible text into atoms.
type atomizer struct {
	block *markdown.Block
	runs  []markdown.Run
}

func newAtomizer(b *markdown.Block) atomizer { return atomizer{b, b.Runs()} }

// atoms is the visible text [start, end) with the looks and signs of inl, in
// memory from where.
func (a atomizer) atoms(where *arena[atom], start, end int, inl *inlines) []atom {
	out := where.take(end - start + len(inl.signs))
	looks := inl.cursor()
	run := sort.Search(len(a.runs), func(i int) bool { return a.runs[i].Visible+a.runs[i].N > start })
	clusters := graphemes.FromString(a.block.Visible[start:end])
	for clusters.Next() {
		from, to := start+clusters.Start(), start+clusters.End()
		for run < len(a.runs) && a.runs[run].Visible+a.runs[run].N <= from {
			run++
		}
		source := a.source(run, from, to)
		look := looks.plain
		if source.Start >= 0 {
			out = looks.signsBefore(out, source.Start)
			look = looks.at(source.Start)
		} else if len(out) > 0 {
			look = out[len(out)-1].look
		}
		text := shown(clusters.Value())
		out = append(out, atom{text, int32(from), text == clusters.Value(), source, look})
	}
	return fillGaps(looks.signsBefore(out, math.MaxInt))
}

// source is the brief text's span of the visible bytes [from, to); run is the
// first run that ends behind from.
func (a atomizer) source(run, from, to int) model.Span {
	if run == len(a.runs) || a.runs[run].Visible >= to {
		return added()
	}
	first := a.runs[run]
	span := model.Span{Start: first.Source, End: first.Source + first.M}
	if first.Exact {
		span.Start += max(0, from-first.Visible)
	}
	for ; run < len(a.runs) && a.runs[run].Visible < to; run++ {
		r := a.runs[run]
		span.End = r.Source + r.M
		if r.Exact {
			span.End = r.Source + min(r.N, to-r.Visible)
		}
	}
	return span
}

// fillGaps gives white space that has no source of its own the bytes between
// its neighbours, so that a mark across it shows no hole.
func fillGaps(atoms []atom) []atom {
	for i := 1; i+1 < len(atoms); i++ {
		before, after := atoms[i-1].source, atoms[i+1].source
		if atoms[i].source.Start < 0 && isSpace(atoms[i].text) && before.Start >= 0 && before.End < after.Start {
			atoms[i].source = model.Span{Start: before.End, End: after.Start}
		}
	}
	return atoms
}

// shown is a grapheme as it may reach a terminal: what must not is replaced,
// a tab becomes a space. It may be several graphemes then.
func shown(grapheme string) string {
	switch grapheme {
	case "\n", " ":
		return grapheme
	case "\t", "\r", "\r\n", "\v", "\f":
		return " "
	}
	if len(grapheme) == 1 && grapheme[0] > ' ' && grapheme[0] < utf8.RuneSelf-1 {
		return grapheme
	}
	clean := strings.ReplaceAll(model.Clean(grapheme), "\t", " ")
	if r, n := utf8.DecodeRuneInString(clean); n > 1 && n < len(clean) && unicode.IsSpace(r) && r != '\u00a0' {
		return " " + clean[n:] // what wraps drops the marks on any other white space
	}
	return clean
}

// isSpace reports whether text is white space, of which wrapping may leave out
// any kind where a line ends.
func isSpace(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}
