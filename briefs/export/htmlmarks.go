package export

import (
	"cmp"
	"slices"

	"obelus/briefs/markdown"
	"obelus/model"
)

// maxOver is how many marks are shown over one letter. Each takes an element
// for each stretch that it has to itself, so without a bound marks that all lie
// over each other would take the square of their number.
const maxOver = 8

// A plan says which marks are to be shown in which block.
type plan map[int][]int

// planMarks deals marks, which are in document order, out to the blocks that
// they lie over. Where too many lie over each other, those that begin last are
// in no block.
func planMarks(doc *markdown.Document, marks []model.Mark) plan {
	p := plan{}
	var open []int // the ends of those that lie over where the next begins
	for i, m := range marks {
		open = slices.DeleteFunc(open, func(end int) bool { return end <= m.Span.Start })
		if len(open) == maxOver || m.Span.Empty() || doc.Blocks() == 0 {
			continue
		}
		open = append(open, m.Span.End)
		for b := doc.BlockAt(m.Span.Start); b <= doc.BlockAt(m.Span.End-1); b++ {
			p[b] = append(p[b], i)
		}
	}
	return p
}

// A cover is what a mark covers of a block's visible text.
type cover struct {
	mark     int
	from, to int
	begins   bool // the mark's first letter is in this block
	ends     bool // and its last one
}

// coversOf gives what marks, given by their indexes, cover of b.
func coversOf(doc *markdown.Document, b *markdown.Block, indexes []int, marks []model.Mark) []cover {
	covers := make([]cover, 0, len(indexes))
	for _, i := range indexes {
		span := marks[i].Span
		from, to := b.VisibleRange(span)
		if from == to {
			continue
		}
		covers = append(covers, cover{i, from, to, doc.BlockAt(span.Start) == b.Index, doc.BlockAt(span.End-1) == b.Index})
	}
	slices.SortStableFunc(covers, func(a, b cover) int { return cmp.Or(a.from-b.from, a.mark-b.mark) })
	return covers
}

// letters writes the letters [from, to) of the block's visible text with the
// marks over them. What is written of a block is written in order.
func (w *blockWriter) letters(from, to int) {
	for from < to {
		w.enter(from)
		end := to
		for _, c := range w.open {
			end = min(end, c.to)
		}
		if len(w.covers) > 0 {
			end = min(end, max(from+1, w.covers[0].from))
		}
		w.piece(w.block.Visible[from:end])
		from = end
		w.leave(from)
	}
}

// enter opens the marks that cover the letter at.
func (w *blockWriter) enter(at int) {
	w.leave(at)
	for len(w.covers) > 0 && w.covers[0].from <= at {
		if w.covers[0].to > at {
			w.open = append(w.open, w.covers[0])
			w.turn++
		}
		w.covers = w.covers[1:]
	}
}

// leave closes the marks that end before the letter at; their signs are due.
func (w *blockWriter) leave(at int) {
	w.open = slices.DeleteFunc(w.open, func(c cover) bool {
		if c.to > at {
			return false
		}
		w.turn++
		if c.ends {
			w.due = append(w.due, c.mark)
		}
		return true
	})
	w.pay()
}

// pay writes the signs that are due, where a link may stand and can be read.
func (w *blockWriter) pay() {
	if w.links > 0 || w.struck > 0 {
		return
	}
	for _, i := range w.due {
		w.sign(i)
	}
	w.due = w.due[:0]
}

// piece writes letters that all the same marks cover. Where nothing came
// between, they go on in the elements of the last ones.
func (w *blockWriter) piece(letters string) {
	if w.shut.at == len(w.buf) && w.shut.turn == w.turn && len(w.open) > 0 {
		w.buf = w.buf[:len(w.buf)-len(w.open)*len(markEnd)]
	} else {
		for i := range w.open {
			w.openMark(&w.open[i])
		}
	}
	w.words(letters)
	for range w.open {
		w.raw(markEnd)
	}
	w.shut.at, w.shut.turn = len(w.buf), w.turn
}

const markEnd = "</mark>"

// openMark begins a piece of a mark; the first one is where it is led to.
func (w *blockWriter) openMark(c *cover) {
	w.raw(`<mark class="`, w.tagClass(c.mark), `"`)
	w.attr("data-mark", string(w.signs[c.mark].label))
	if c.begins {
		c.begins, w.shown[c.mark] = false, true
		w.attr("id", textID(w.signs[c.mark].label))
	}
	w.raw(">")
}

// words writes letters; a newline that is not in code ends a line.
func (w *blockWriter) words(letters string) {
	if w.code {
		w.text(letters)
		return
	}
	for from := 0; ; {
		i := from
		for i < len(letters) && letters[i] != '\n' {
			i++
		}
		w.text(letters[from:i])
		if i == len(letters) {
			return
		}
		w.raw("<br>")
		from = i + 1
	}
}

// sign writes a mark's letter, which leads to the mark's entry.
func (w *blockWriter) sign(i int) {
	s := w.signs[i]
	w.raw(`<a class="own sign `, w.tagClass(i), `"`)
	w.attr("href", "#"+claimID(s.label))
	w.attr("aria-label", s.short()+", "+s.tag.Words()+": to its entry")
	w.raw(">")
	w.text(s.short())
	w.raw("</a>")
}

// tagClass is the class of a mark's elements.
func (w *blockWriter) tagClass(i int) string { return tagClass(w.marks[i]) }

// tagClass is the class of the elements of m.
func tagClass(m model.Mark) string {
	switch {
	case !m.Tag.Valid():
		return "untold"
	case m.Hollow():
		return string(m.Tag) + " hollow"
	}
	return string(m.Tag)
}

// short is the letter with the label's number: "A14", "÷7b".
func (s sign) short() string {
	label := string(s.label)
	if letter := s.tag.Letter(); letter != "" && len(label) > len(letter) {
		label = label[len(letter):]
	}
	return s.tag.Glyph() + label
}

// textID and claimID name where a mark begins in the text, and its entry.
func textID(l model.Label) string  { return "t-" + string(l) }
func claimID(l model.Label) string { return "c-" + string(l) }
