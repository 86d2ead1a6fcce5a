package desk

import (
	"context"
	"slices"
	"strings"
	"sync"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/model/anchor"
)

// A base is where marks were confirmed last: what they are looked for by in
// other texts.
type base struct {
	text model.Hash
	span model.Span
}

// A finding is where the marks on a base stand in another text. It is worked
// out when it is wanted and never stored: a find that nobody confirmed is not
// what a later one starts from.
type finding struct {
	state model.State
	span  model.Span  // zero for an orphan
	quote model.Quote // of span
}

// findings are what was found in one text. A base that was found stays where it
// is for as long as the text is open, whatever becomes of the marks about it.
type findings struct {
	mu    sync.Mutex
	known map[base]finding
}

func newFindings() *findings { return &findings{known: map[base]finding{}} }

// missing is those of bases that were not looked for, each once.
func (f *findings) missing(bases []base) []base {
	f.mu.Lock()
	defer f.mu.Unlock()
	seen := map[base]bool{}
	var missing []base
	for _, b := range bases {
		if _, ok := f.known[b]; !ok && !seen[b] {
			missing = append(missing, b)
		}
		seen[b] = true
	}
	return missing
}

// learn adds what was found, but for what is known already.
func (f *findings) learn(found map[base]finding) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for b, at := range found {
		if _, ok := f.known[b]; !ok {
			f.known[b] = at
		}
	}
}

// at is where marks on b stand, an orphan where nothing is known of it.
func (f *findings) at(b base) finding {
	f.mu.Lock()
	defer f.mu.Unlock()
	if found, ok := f.known[b]; ok {
		return found
	}
	return finding{state: model.Orphaned}
}

func baseOf(m model.Mark) base { return base{m.Revision, m.Span} }

// find looks for marks that were confirmed on other texts of o's brief, and has
// o remember where they stand. All of one text are looked for together, for
// their order tells where each belongs.
func (d *Desk) find(ctx context.Context, o *Opened, bases []base) error {
	missing := o.found.missing(bases)
	for _, h := range textsIn(missing) {
		if err := ctx.Err(); err != nil {
			return err
		}
		old, ok, err := d.oldText(ctx, h)
		if err != nil {
			return err
		}
		group := inOrder(slices.DeleteFunc(slices.Clone(bases), func(b base) bool { return b.text != h }))
		if ok {
			o.found.learn(o.seek(old, group))
			continue
		}
		quotes, err := d.quotes(ctx, o.Brief.ID, group)
		if err != nil {
			return err
		}
		o.found.learn(o.placed(nil, group, quotes, anchor.FindQuotes(o.Doc.Visible(), quotes)))
	}
	return nil
}

// textsIn lists the texts of bases, each once.
func textsIn(bases []base) []model.Hash {
	var texts []model.Hash
	for _, b := range bases {
		if !slices.Contains(texts, b.text) {
			texts = append(texts, b.text)
		}
	}
	return texts
}

// seek looks in o for bases on one old text.
func (o *Opened) seek(old *markdown.Document, bases []base) map[base]finding {
	was := old.Visible()
	spans, quotes := make([]model.Span, len(bases)), make([]model.Quote, len(bases))
	for i, b := range bases {
		quotes[i].Text = old.VisibleOf(b.span)
		start := min(old.VisibleAt(b.span.Start), len(was))
		spans[i] = model.Span{Start: start, End: min(start+len(quotes[i].Text), len(was))}
	}
	return o.placed(old, bases, quotes, anchor.Find(was, o.Doc.Visible(), spans))
}

// placed makes findings of what was found in o's visible text; old is the text
// that bases are on, nil where it is lost. Words that are not the mark's own are
// never taken for placed.
func (o *Opened) placed(old *markdown.Document, bases []base, quotes []model.Quote, founds []anchor.Found) map[base]finding {
	found := make(map[base]finding, len(bases))
	for i, f := range founds {
		at := finding{state: model.Orphaned}
		if f.State != model.Orphaned {
			at = o.placedAt(o.Doc.VisibleSpan(f.Start, f.End), f.State, quotes[i].Text)
		}
		if at.state == model.Changed && old != nil {
			at = o.placedAt(trimmed(old, o.Doc, bases[i].span, at.span), model.Changed, quotes[i].Text)
		}
		found[bases[i]] = at
	}
	return found
}

// placedAt is a finding at span, of words that were those of was.
func (o *Opened) placedAt(span model.Span, state model.State, was string) finding {
	span, err := o.Doc.Snap(span)
	if err != nil {
		return finding{state: model.Orphaned}
	}
	at := finding{state, span, o.Doc.Quote(span)}
	if oneLine(at.quote.Text) != oneLine(was) {
		at.state = model.Changed
	}
	return at
}

// oneLine is text with every run of white space as one space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// oldText reads a text that marks stand on; ok is false where the store has
// lost it.
func (d *Desk) oldText(ctx context.Context, h model.Hash) (doc *markdown.Document, ok bool, err error) {
	var content string
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		content, ok, err = tx.Text(h)
		return err
	})
	if err != nil || !ok {
		return nil, false, err
	}
	return markdown.New(content), true, nil
}

// quotes are what the marks on bases, of a text that is lost, quote.
func (d *Desk) quotes(ctx context.Context, id model.BriefID, bases []base) ([]model.Quote, error) {
	quotes := make([]model.Quote, len(bases))
	err := d.store.Read(ctx, func(tx ReadTx) error {
		for i, b := range bases {
			marks, err := tx.MarksAt(id, b.text, b.span)
			if err != nil {
				return err
			}
			if len(marks) > 0 {
				quotes[i] = marks[0].Quote
			}
		}
		return nil
	})
	return quotes, err
}

// A candidate is a mark of mine that was found on a text.
type candidate struct {
	id   model.MarkID
	base base
	finding
}

// still reports whether m is what was found, and may stand on text h.
func (c candidate) still(m model.Mark, h model.Hash) bool {
	return baseOf(m) == c.base && m.Left != h && c.state != model.Orphaned
}

// foundMine is my marks of o's brief that stand on other texts, such that the
// store does not have too, by where they were found on o's.
func (d *Desk) foundMine(ctx context.Context, o *Opened) (map[model.Span][]candidate, error) {
	var all []candidate
	err := d.store.Read(ctx, func(tx ReadTx) error {
		all = nil
		texts, err := tx.MarkedTexts(o.Brief.ID)
		for _, h := range texts {
			if h == o.Revision.Hash {
				continue
			}
			spans, err := tx.Spans(o.Brief.ID, h)
			if err != nil {
				return err
			}
			for _, s := range spans {
				if s.Analyst == d.analyst {
					all = append(all, candidate{id: s.ID, base: base{h, s.Span}})
				}
			}
		}
		return err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	bases := make([]base, len(all))
	for i, c := range all {
		bases[i] = c.base
	}
	if err := d.find(ctx, o, bases); err != nil {
		return nil, err
	}
	found := map[model.Span][]candidate{}
	for _, c := range all {
		c.finding = o.found.at(c.base)
		if c.state != model.Orphaned {
			found[c.span] = append(found[c.span], c)
		}
	}
	return found, nil
}

// trimmed is where words that changed are taken to stand, who stood at was in
// the old text. What was within one unit stays within one: the one that most of
// it is in; and what was a whole unit is one again where it is most of it.
func trimmed(old, now *markdown.Document, was, found model.Span) model.Span {
	before, ok := unitWith(old, was)
	if !ok || !before.Covers(was) {
		return found
	}
	after, ok := unitWith(now, found)
	if !ok {
		return found
	}
	part := found.Intersect(after)
	if was == before && 2*part.Len() > after.Len() {
		return after
	}
	return part
}

// unitWith is the span of the unit that holds most of span.
func unitWith(doc *markdown.Document, span model.Span) (most model.Span, ok bool) {
	for i := doc.BlockAt(span.Start); i >= 0 && i < doc.Blocks() && doc.Extent(i).Start < span.End; i++ {
		for _, u := range UnitsIn(doc.BlockNear(i, span)) {
			if shared := u.Span.Intersect(span).Len(); shared > most.Intersect(span).Len() {
				most = u.Span
			}
		}
	}
	return most, !most.Empty()
}
