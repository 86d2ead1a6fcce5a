package export

import (
	"fmt"

	"obelus/model"
)

// A placing is where a note's mark stands; why says why it stands nowhere.
type placing struct {
	mark   model.Mark // its brief, revision, span, quote
	edited bool       // other words than those that were exported
	why    string
}

// placeAll gives every note its place.
func (r *returning) placeAll() []placing {
	placed := make([]placing, len(r.notes))
	open := make([]bool, len(r.notes)) // those whose words have to be looked for
	sideBySide(len(r.notes), func(i int) { placed[i], open[i] = r.place(i) })
	var wanted []wordsSum
	for i, o := range open {
		if o {
			wanted = append(wanted, r.notes[i].record.Words)
		}
	}
	if len(wanted) == 0 {
		return placed
	}
	l := newLookup(r.doc, wanted)
	for i, o := range open {
		if o {
			placed[i] = r.lookFor(i, l)
		}
	}
	return placed
}

// place puts note i where it stands for sure; open says that its words have to
// be looked for.
func (r *returning) place(i int) (p placing, open bool) {
	n := &r.notes[i]
	if n.damaged != "" || n.recorded == 0 {
		return p, false
	}
	if n.orphan {
		return r.orphaned(n), false
	}
	rec := n.record
	if !r.edited {
		if q, ok := r.quoteAt(rec.Span); ok && sumOfWords(q.Text) == rec.Words {
			return r.here(n, rec.Span, q, false), false
		}
		return p, true
	}
	s := r.stands[i]
	if q, ok := r.quoteAt(s.span); ok {
		if sumOfWords(q.Text) == rec.Words {
			return r.here(n, s.span, q, false), false
		}
		if s.sure && !rec.Loose {
			return r.here(n, s.span, q, true), false
		}
	}
	return p, true
}

// quoteAt is the quote at a span of the text, as far as one can stand there.
func (r *returning) quoteAt(s model.Span) (model.Quote, bool) {
	if s.Start < 0 || s.End > len(r.text) || s.Empty() {
		return model.Quote{}, false
	}
	snapped, err := r.doc.Snap(s)
	if err != nil {
		return model.Quote{}, false
	}
	return r.doc.Quote(snapped), true
}

// here is a mark that stands at span of the text, on other words than before
// where edited is set. One that nobody has confirmed there keeps the place where
// it was confirmed.
func (r *returning) here(n *note, span model.Span, q model.Quote, edited bool) placing {
	if snapped, err := r.doc.Snap(span); err == nil {
		span = snapped
	}
	m := model.Mark{Brief: r.briefOf(n), Revision: r.hash, Span: span, Quote: q, Left: n.record.Left}
	if n.record.Quote != nil && !edited {
		m.Quote = model.Quote(*n.record.Quote)
	}
	if was := n.record.Was; was != nil && was.Revision != "" {
		m.Revision, m.Span = was.Revision, was.Span
		if was.Quote != nil {
			m.Quote = model.Quote(*was.Quote)
		}
		edited = false
	} else if n.record.Revision != "" && !edited {
		m.Revision, m.Span = n.record.Revision, n.record.Span
	}
	return placing{mark: m, edited: edited}
}

func (r *returning) briefOf(n *note) model.BriefID {
	if n.record.Brief != "" {
		return n.record.Brief
	}
	return r.header.Brief
}

// orphaned is a mark that was not in the text that was exported.
func (r *returning) orphaned(n *note) placing {
	rec := n.record
	if rec.Quote == nil || rec.Revision == "" || rec.Span.Empty() || rec.Span.Start < 0 {
		return placing{why: "its comment does not say any more where it was confirmed"}
	}
	return placing{mark: model.Mark{Brief: r.briefOf(n), Revision: rec.Revision, Span: rec.Span, Quote: model.Quote(*rec.Quote), Left: rec.Left}}
}

// lookFor puts note i where its words stand: in the one place that has them, or
// of several in the one where its signs are. Where they stand several times, or
// nowhere, the mark comes as one on the text that was exported, for whoever
// knows that.
func (r *returning) lookFor(i int, l *lookup) placing {
	n := &r.notes[i]
	rec := n.record
	places := l.places[rec.Words]
	if r.edited && len(places) > 1 && r.stands[i].seen {
		near := r.stands[i].span
		var at []model.Span
		for _, p := range places {
			if p.Start <= near.End && near.Start <= p.End {
				at = append(at, p)
			}
		}
		if len(at) == 1 {
			places = at
		}
	}
	if len(places) == 1 {
		if q, ok := r.quoteAt(places[0]); ok && sumOfWords(q.Text) == rec.Words { // a footnote's words can stand between them
			return r.here(n, places[0], q, false)
		}
	}
	if !r.edited || rec.Span.Empty() || rec.Span.Start < 0 {
		return placing{why: "its comment does not fit the text any more, and no place is surely its words'"}
	}
	m := model.Mark{Brief: r.briefOf(n), Revision: r.header.Revision, Span: rec.Span, Left: rec.Left}
	if len(places) > 1 {
		m.Quote.Text = r.doc.VisibleOf(places[0])
	}
	if was := rec.Was; was != nil && was.Revision != "" {
		m.Revision, m.Span = was.Revision, was.Span
		if was.Quote != nil {
			m.Quote = model.Quote(*was.Quote)
		}
	}
	return placing{mark: m}
}

// incoming is a note's mark as it came.
func (r *returning) incoming(n *note, p placing) (in model.Incoming, ok bool) {
	m, edited, wrong := n.judged()
	for _, w := range n.odd {
		wrong = append(wrong, fmt.Sprintf("“%s” is no detail: write its name before it, as in “speaker: …”", w))
	}
	if m.Tag.Valid() {
		if row, there := r.rows[n.label]; there && n.label != "" {
			for _, w := range n.hold(row, &m, &edited) {
				r.refuse(row.line, "%s: %s", n.name(), w)
			}
		}
	}
	for _, w := range wrong {
		r.refuse(n.line, "%s: %s", n.name(), w)
	}
	if !m.Tag.Valid() {
		if len(wrong) == 0 {
			r.refuse(n.line, "%s: it has no tag", n.name())
		}
		return in, false
	}
	if p.edited {
		edited = append(edited, "words")
	}
	m.ID, m.Created, m.Updated, m.Extra = n.record.ID, n.record.Created, n.record.Updated, n.record.Extra
	m.Brief, m.Revision, m.Span, m.Quote, m.Left = p.mark.Brief, p.mark.Revision, p.mark.Span, p.mark.Quote, p.mark.Left
	return model.Incoming{Where: where(n.line), Mark: m, Edited: edited}, true
}
