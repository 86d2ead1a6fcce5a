package export

import (
	"io"
	"strconv"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A body writes a brief's text, block by block, several side by side.
type body struct {
	doc    *markdown.Document
	marks  []model.Mark
	signs  []sign
	plan   plan
	shown  []bool // by mark: it is shown in the text; before that is written, it is to be
	levels []int  // of the headings that are open, outermost first
}

func newBody(doc *markdown.Document, marks []model.Mark, signs []sign) *body {
	b := &body{doc: doc, marks: marks, signs: signs, plan: planMarks(doc, marks), shown: make([]bool, len(marks))}
	for _, indexes := range b.plan {
		for _, i := range indexes {
			b.shown[i] = true
		}
	}
	return b
}

// batch is how many bytes of the brief are rendered before they are written:
// enough that no processor waits long for another, and little beside the whole.
const batch = 256 << 10

// write writes the whole. Footnotes come last, as in the visible text.
func (b *body) write(out io.Writer) error {
	var notes []byte
	clear(b.shown)
	for first := 0; first < b.doc.Blocks(); {
		end := first + 1
		for end < b.doc.Blocks() && b.doc.Extent(end).End-b.doc.Extent(first).Start < batch {
			end++
		}
		done := make([]*blockWriter, end-first)
		sideBySide(len(done), func(i int) { done[i] = b.render(first + i) })
		for _, w := range done {
			if w.notes {
				notes = append(notes, w.buf...)
			} else if err := b.put(out, w); err != nil {
				return err
			}
		}
		first = end
	}
	if len(notes) == 0 {
		return nil
	}
	var h hyper
	h.raw(`<section class="footnotes" aria-label="The brief’s footnotes">`, "\n", string(notes), "</section>\n")
	_, err := out.Write(h.buf)
	return err
}

// render writes block i to memory.
func (b *body) render(i int) *blockWriter {
	w := &blockWriter{doc: b.doc, block: b.doc.Parse(i), marks: b.marks, signs: b.signs, shown: b.shown}
	w.covers = coversOf(b.doc, w.block, b.plan[i], b.marks)
	w.buf = make([]byte, 0, len(w.block.Visible)+len(w.block.Visible)/4+200*len(w.covers)+64)
	w.write()
	w.block, w.covers = nil, nil // a batch of trees would be many times its text
	return w
}

// put writes a block that was rendered.
func (b *body) put(out io.Writer, w *blockWriter) error {
	if w.level == 0 {
		_, err := out.Write(w.buf)
		return err
	}
	if len(w.buf) == 0 {
		return nil
	}
	tag := "h" + strconv.Itoa(b.headingLevel(w.level))
	var h hyper
	h.raw("<", tag, ` dir="auto">`, string(w.buf), "</", tag, ">\n")
	_, err := out.Write(h.buf)
	return err
}

// headingLevel is the level that a heading of the brief has on the page, below
// the page's own two. No level is left out on the way down, whatever the brief
// does.
func (b *body) headingLevel(level int) int {
	for len(b.levels) > 0 && b.levels[len(b.levels)-1] >= level {
		b.levels = b.levels[:len(b.levels)-1]
	}
	b.levels = append(b.levels, level)
	return min(2+len(b.levels), 6)
}

// writeLost names the marks that are not shown in the text: too many lie over
// the same words, or there is no letter in them.
func (b *body) writeLost(h *hyper) {
	some := false
	for i := range b.marks {
		if b.shown[i] {
			continue
		}
		if !some {
			h.raw(`<p class="lost">Shown in the table alone, for too many marks lie over their words: `)
			some = true
		} else {
			h.raw(", ")
		}
		h.raw(`<a`)
		h.attr("href", "#"+claimID(b.signs[i].label))
		h.raw(">")
		h.text(b.signs[i].short())
		h.raw("</a>")
	}
	if some {
		h.raw(".</p>\n")
	}
}

// writeNote writes a note on a brief, which is Markdown from anywhere.
func writeNote(h *hyper, brief *markdown.Document, note string) {
	doc := brief.Apart(note)
	for i := range doc.Blocks() {
		w := &blockWriter{hyper: *h, doc: doc, block: doc.Parse(i), note: true}
		w.write()
		*h = w.hyper
	}
}
