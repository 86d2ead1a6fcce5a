package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/text"

	"obelus/model"
)

func (w *writer) begin(kind PartKind, level int) {
	w.open, w.written = true, false
	w.part = Part{Kind: kind, Level: level}
}

// text writes a segment into the open part; white space at its beginning,
// other than in code, is left out.
func (w *writer) text(seg text.Segment, syntax Syntax) {
	if !w.written {
		for syntax != CodeLines && seg.Start < seg.Stop && isLead(w.source[seg.Start]) {
			seg.Start++
		}
		if seg.Start == seg.Stop {
			return
		}
		w.before = len(w.out)
		if w.before > 0 {
			w.out = append(w.out, w.join...)
		}
		w.part.Start = len(w.out)
		w.written = true
	}
	w.syntax = syntax
	w.segment(seg)
}

// isLead reports whether c is left out where a part begins. A carriage return
// there stands in code, where it shows.
func isLead(c byte) bool { return isWhite(c) && c != '\r' }

// end sheds white space at the part's end and keeps the part if it has a
// letter.
func (w *writer) end() {
	w.open = false
	if !w.written {
		return
	}
	if len(bytes.TrimSpace(w.out[w.part.Start:])) == 0 {
		w.cut(w.part.Start)
		w.out = w.out[:w.before]
		return
	}
	keep := len(w.out)
	for isWhite(w.out[keep-1]) {
		keep--
	}
	for w.part.Kind == CodePart && keep < len(w.out) && w.out[keep] != '\n' { // its last line stays as it is
		keep++
	}
	w.cut(keep)
	if w.part.Kind != CodePart {
		w.dropLead()
	}
	w.part.End = len(w.out)
	w.part.Span = spanOf(w.runs, w.part.Start, w.part.End)
	w.parts = append(w.parts, w.part)
	w.join = w.join[:0]
}

// dropLead takes white space off the part's beginning, which only an entity can
// have put there.
func (w *writer) dropLead() {
	lead := len(w.out) - w.part.Start - len(bytes.TrimLeft(w.out[w.part.Start:], " \t\n"))
	if lead == 0 {
		return
	}
	first := firstRunFrom(w.runs, w.part.Start)
	kept := firstRunFrom(w.runs, w.part.Start+lead)
	if kept > first && w.runs[kept-1].Exact && w.runs[kept-1].Visible+w.runs[kept-1].N > w.part.Start+lead {
		kept--
		r := &w.runs[kept]
		over := w.part.Start + lead - r.Visible
		r.Visible, r.Source = r.Visible+over, r.Source+over
		r.N, r.M = r.N-over, r.M-over
	}
	w.runs = slices.Delete(w.runs, first, kept)
	for i := first; i < len(w.runs); i++ {
		w.runs[i].Visible -= lead
	}
	w.out = slices.Delete(w.out, w.part.Start, w.part.Start+lead)
}

// cut shortens the visible text, and its runs, to n bytes.
func (w *writer) cut(n int) {
	w.out = w.out[:n]
	for len(w.runs) > 0 {
		last := &w.runs[len(w.runs)-1]
		if over := last.Visible + last.N - n; over <= 0 {
			return
		} else if last.Exact && over < last.N {
			last.N -= over
			last.M -= over
			return
		}
		w.runs = w.runs[:len(w.runs)-1]
	}
}

func isWhite(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// spanOf is the span in the brief text of the bytes [start, end) of a visible
// text with these runs.
func spanOf(runs []Run, start, end int) model.Span {
	lo, hi := firstRunAfter(runs, start), firstRunFrom(runs, end)
	if lo >= hi {
		return model.Span{}
	}
	first, last := runs[lo], runs[hi-1]
	span := model.Span{Start: first.Source, End: last.Source + last.M}
	if first.Exact && start > first.Visible {
		span.Start += start - first.Visible
	}
	if last.Exact && end < last.Visible+last.N {
		span.End -= last.Visible + last.N - end
	}
	return span
}
