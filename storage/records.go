package storage

import (
	"slices"

	"obelus/model"
)

func (e *encoder) brief(b model.Brief) {
	e.text(string(b.ID))
	e.text(b.Title)
	e.bool(b.Titled)
	e.int(len(b.Paths))
	for _, p := range b.Paths {
		e.text(p)
	}
	for _, s := range []string{b.URL, b.Date, b.Outlet, b.Author, b.Handling} {
		e.text(s)
	}
	e.int(len(b.Revisions))
	for _, r := range b.Revisions {
		e.revision(r)
	}
	e.time(b.Added)
	e.time(b.Opened)
	e.b = append(e.b, briefFlags(b))
}

// removedFlag is the lowest bit of a brief's flags, which once were nothing
// else; how far the work on it is follows, 0 where nobody said it.
const removedFlag = 1

func briefFlags(b model.Brief) byte {
	flags := byte(slices.Index(model.ProgressList(), b.Progress)+1) << 1
	if b.Removed {
		flags |= removedFlag
	}
	return flags
}

func (d *decoder) brief() model.Brief {
	b := model.Brief{ID: model.BriefID(d.text()), Title: d.text(), Titled: d.bool()}
	for range d.count() {
		b.Paths = append(b.Paths, d.text())
	}
	for _, s := range []*string{&b.URL, &b.Date, &b.Outlet, &b.Author, &b.Handling} {
		*s = d.text()
	}
	for range d.count() {
		b.Revisions = append(b.Revisions, d.revision())
	}
	b.Added, b.Opened = d.time(), d.time()
	flags := d.byte()
	b.Removed = flags&removedFlag != 0
	if all := model.ProgressList(); flags>>1 > 0 && int(flags>>1) <= len(all) {
		b.Progress = all[flags>>1-1]
	}
	return b
}

func (e *encoder) revision(r model.Revision) {
	e.text(string(r.Hash))
	e.text(string(r.Original))
	e.text(string(r.Format))
	e.text(r.Converter)
	e.int(r.Bytes)
	e.int(r.Words)
	e.int(r.Units)
	e.time(r.Arrived)
}

func (d *decoder) revision() model.Revision {
	return model.Revision{
		Hash: model.Hash(d.text()), Original: model.Hash(d.text()), Format: model.Format(d.text()), Converter: d.text(),
		Bytes: d.int(), Words: d.int(), Units: d.int(), Arrived: d.time(),
	}
}

// mark begins with an empty text, which no id is, and what a mark was left out
// of, where it was; or with two, and what another program said of it.
func (e *encoder) mark(m model.Mark) {
	if m.Extra != "" {
		e.text("")
		e.text("")
		e.text(m.Extra)
	}
	if m.Left != "" {
		e.text("")
		e.text(string(m.Left))
	}
	e.text(string(m.ID))
	e.text(string(m.Brief))
	e.text(string(m.Revision))
	e.span(m.Span)
	e.text(m.Quote.Text)
	e.text(m.Quote.Prefix)
	e.text(m.Quote.Suffix)
	e.text(string(m.Tag))
	e.details(m.Details)
	e.text(string(m.Analyst))
	e.time(m.Created)
	e.time(m.Updated)
}

func (d *decoder) mark() model.Mark {
	id, left, extra := d.text(), model.Hash(""), ""
	for id == "" && d.err == nil {
		if left = model.Hash(d.text()); left == "" {
			extra = d.text()
		}
		id = d.text()
	}
	return model.Mark{
		Left: left, Extra: extra, ID: model.MarkID(id), Brief: model.BriefID(d.text()), Revision: model.Hash(d.text()), Span: d.span(),
		Quote: model.Quote{Text: d.text(), Prefix: d.text(), Suffix: d.text()},
		Tag:   model.Tag(d.text()), Details: d.details(), Analyst: model.Analyst(d.text()),
		Created: d.time(), Updated: d.time(),
	}
}

func (e *encoder) span(s model.Span) {
	e.int(s.Start)
	e.int(s.End)
}

func (d *decoder) span() model.Span { return model.Span{Start: d.int(), End: d.int()} }

func (e *encoder) details(v model.Details) {
	e.text(v.Speaker)
	e.text(string(v.Quotation))
	e.int(len(v.References))
	for _, r := range v.References {
		for _, s := range []string{r.Title, r.URL, r.Date, r.Locator, r.Origin, string(r.AddedBy)} {
			e.text(s)
		}
	}
	for _, s := range []string{
		string(v.Reliability), string(v.Credibility), string(v.Basis), string(v.Likelihood), string(v.Confidence),
		string(v.Status), v.Note,
	} {
		e.text(s)
	}
}

func (d *decoder) details() model.Details {
	v := model.Details{Speaker: d.text(), Quotation: model.Quotation(d.text())}
	for range d.count() {
		v.References = append(v.References, model.Reference{
			Title: d.text(), URL: d.text(), Date: d.text(), Locator: d.text(), Origin: d.text(), AddedBy: model.Analyst(d.text()),
		})
	}
	v.Reliability, v.Credibility = model.Reliability(d.text()), model.Credibility(d.text())
	v.Basis, v.Likelihood = model.Basis(d.text()), model.Likelihood(d.text())
	v.Confidence, v.Status, v.Note = model.Confidence(d.text()), model.Status(d.text()), d.text()
	return v
}

// change leaves out the Seq, which is the record's key.
func (e *encoder) change(c model.Change) {
	e.time(c.Time)
	e.text(string(c.Analyst))
	e.text(string(c.Sitting))
	e.text(string(c.Verb))
	e.text(string(c.Brief))
	e.uint(uint64(c.Of))
	e.int(len(c.Marks))
	for _, m := range c.Marks {
		optional(e, m.Before, e.mark)
		optional(e, m.After, e.mark)
	}
	e.int(len(c.Briefs))
	for _, b := range c.Briefs {
		optional(e, b.Before, e.brief)
		optional(e, b.After, e.brief)
	}
	if elsewhere := func(m model.MarkChange) bool { return !m.At.IsZero() }; len(c.Rulings) == 0 && !slices.ContainsFunc(c.Marks, elsewhere) {
		return // as it was before there were any
	}
	for _, m := range c.Marks {
		e.time(m.At)
	}
	e.int(len(c.Rulings))
	for _, r := range c.Rulings {
		for _, s := range []string{string(r.Kind), string(r.Brief), r.Key, r.Before, r.After} {
			e.text(s)
		}
	}
}

func (d *decoder) change(seq model.Seq) model.Change {
	c := model.Change{
		Seq: seq, Time: d.time(), Analyst: model.Analyst(d.text()), Sitting: model.Sitting(d.text()),
		Verb: model.Verb(d.text()), Brief: model.BriefID(d.text()), Of: model.Seq(d.uint()),
	}
	for range d.count() {
		c.Marks = append(c.Marks, model.MarkChange{Before: maybe(d, d.mark), After: maybe(d, d.mark)})
	}
	for range d.count() {
		c.Briefs = append(c.Briefs, model.BriefChange{Before: maybe(d, d.brief), After: maybe(d, d.brief)})
	}
	if d.atEnd() {
		return c
	}
	for i := range c.Marks {
		c.Marks[i].At = d.time()
	}
	for range d.count() {
		c.Rulings = append(c.Rulings, model.RulingChange{
			Kind: model.RulingKind(d.text()), Brief: model.BriefID(d.text()), Key: d.text(), Before: d.text(), After: d.text(),
		})
	}
	return c
}

func optional[T any](e *encoder, v *T, write func(T)) {
	e.bool(v != nil)
	if v != nil {
		write(*v)
	}
}

func maybe[T any](d *decoder, read func() T) *T {
	if !d.bool() {
		return nil
	}
	v := read()
	return &v
}

// An extent is how a text is kept: its size in bytes, in how many pieces, or that
// it was lost.
type extent struct {
	size, pieces int
	lost         bool
}

// extent says of a lost text that it is, behind the sizes, and nothing of others.
func (e *encoder) extent(x extent) {
	e.int(x.size)
	e.int(x.pieces)
	if x.lost {
		e.bool(true)
	}
}

func (d *decoder) extent() extent {
	x := extent{size: d.int(), pieces: d.int()}
	if !d.atEnd() {
		x.lost = d.bool()
	}
	return x
}

func (e *encoder) place(p model.Place) {
	e.text(string(p.Revision))
	e.span(p.Cursor)
	if len(p.Bookmarks) == 0 {
		return // as it was before there were any
	}
	e.int(len(p.Bookmarks))
	for _, b := range p.Bookmarks {
		e.text(b.Name)
		e.span(b.Span)
	}
}

func (d *decoder) place() model.Place {
	p := model.Place{Revision: model.Hash(d.text()), Cursor: d.span()}
	if d.atEnd() {
		return p
	}
	for range d.count() {
		p.Bookmarks = append(p.Bookmarks, model.Bookmark{Name: d.text(), Span: d.span()})
	}
	return p
}

func (e *encoder) counts(c model.Counts) {
	e.uint(uint64(c.At))
	e.int(c.Countable)
	e.int(c.Marked)
	e.int(c.Orphans)
	for _, t := range model.Tags() {
		e.int(c.Tags[t])
	}
	if c.Unsure > 0 { // else it is as it was before there were any
		e.int(c.Unsure)
	}
}

func (d *decoder) counts() model.Counts {
	c := model.Counts{At: model.Seq(d.uint()), Countable: d.int(), Marked: d.int(), Orphans: d.int(), Tags: map[model.Tag]int{}}
	for _, t := range model.Tags() {
		if n := d.int(); n > 0 {
			c.Tags[t] = n
		}
	}
	if !d.atEnd() {
		c.Unsure = d.int()
	}
	return c
}
