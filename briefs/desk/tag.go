package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"obelus/model"
)

// A Tagging asks for a mark.
type Tagging struct {
	Span    model.Span
	Tag     model.Tag
	Details *model.Details       // nil keeps what is there, and leaves a new mark bare
	Revise  func(*model.Details) // changes single details, after Details; nil changes none
	Seen    *model.Mark          // the mark whose details are changed, as it was seen, without an ID where none was; nil takes it as it is
	Only    bool                 // the details are changed only: a mark that was found is not confirmed by it
	Was     *model.Tag           // of the mark whose tag is changed, as it was seen, "" where none was; nil takes it as it is
}

// Tag makes marks, or retags mine with exactly those spans, in one change; one
// that was found there is confirmed by it, but where Only its details are changed. It
// keeps o first where it is not stored, in the same change. Spans are snapped
// (Document.Snap); one without visible text is model.ErrEmptySpan. What changed
// in a mark since it was Seen is kept; where that is what is to be changed, the
// error is a *MeanwhileError.
func (d *Desk) Tag(ctx context.Context, o *Opened, taggings []Tagging) (Outcome, error) {
	if err := o.writable(); err != nil {
		return Outcome{}, err
	}
	wanted, err := describeSpans(o, taggings)
	if err != nil {
		return Outcome{}, err
	}
	if err := o.measure(ctx); err != nil {
		return Outcome{}, err
	}
	found, err := d.foundMine(ctx, o)
	if err != nil {
		return Outcome{}, err
	}
	var out Outcome
	err = d.store.Write(ctx, func(tx WriteTx) error {
		out = Outcome{}
		at := d.at()
		kept, err := d.keepIn(tx, o, at, false)
		if err != nil {
			return err
		}
		b := batch{desk: d, tx: tx, brief: kept.brief.ID, revision: o.Revision.Hash, at: at, changes: kept.marks, found: found}
		for _, w := range wanted {
			if err := b.tag(w); err != nil {
				return err
			}
		}
		if b.verb == "" {
			out.Message = b.same
			return errNothing
		}
		if len(kept.briefs) > 0 {
			if err := tx.Touch(kept.brief.ID, o.path, at); err != nil {
				return err
			}
		}
		out.Message = describeChange(model.Change{Marks: b.said})
		out.Change, err = d.commit(tx, model.Change{Time: at, Verb: b.verb, Brief: b.brief, Briefs: kept.briefs, Marks: b.changes})
		return err
	})
	return d.settle(out, err, o)
}

// settle ends a use case of marks: what it says, and what it makes of the texts
// that it kept.
func (d *Desk) settle(out Outcome, err error, kept ...*Opened) (Outcome, error) {
	if err != nil && err != errNothing {
		return Outcome{}, err
	}
	if out.Change.Seq != 0 {
		d.committed(out.Change)
		for _, o := range kept {
			o.parsed.settled.Store(true)
		}
	}
	if out.Message == "" {
		out.Message = Describe(out.Change)
	}
	return out, nil
}

// A wantedMark is a tagging whose span is snapped.
type wantedMark struct {
	Tagging
	quote model.Quote
}

func describeSpans(o *Opened, taggings []Tagging) ([]wantedMark, error) {
	wanted := make([]wantedMark, 0, len(taggings))
	for _, t := range taggings {
		if !t.Tag.Valid() {
			_, err := model.ParseTag(string(t.Tag))
			return nil, err
		}
		span, err := snap(o, t.Span)
		if err != nil {
			return nil, err
		}
		t.Span = span
		wanted = append(wanted, wantedMark{Tagging: t, quote: o.Doc.Quote(span)})
	}
	return wanted, nil
}

func snap(o *Opened, span model.Span) (model.Span, error) {
	if span.Start < 0 || span.End > len(o.Doc.Text()) {
		return span, fmt.Errorf("span %v leaves the brief, which has %d bytes", span, len(o.Doc.Text()))
	}
	snapped, err := o.Doc.Snap(span)
	if err != nil {
		return span, fmt.Errorf("span %v: %w", span, err)
	}
	return snapped, nil
}

// A batch collects the mark changes of one change.
type batch struct {
	desk     *Desk
	tx       ReadTx
	brief    model.BriefID
	revision model.Hash
	at       time.Time
	found    map[model.Span][]candidate // my marks that stand on other texts
	changes  []model.MarkChange
	verb     model.Verb         // of the first thing that changed; "" while nothing did
	said     []model.MarkChange // what was asked for and did change something
	same     string             // what to say where nothing did
}

// tag makes or retags one mark.
func (b *batch) tag(w wantedMark) error {
	pending, before, err := b.mine(w.Span)
	if err != nil {
		return err
	}
	state := model.Placed
	if before == nil {
		if before, state, err = b.foundAt(w.Span); err != nil {
			return err
		}
	}
	after := model.Mark{
		ID: "", Brief: b.brief, Revision: b.revision, Span: w.Span, Quote: w.quote,
		Details: model.Details{Status: model.Open}, Analyst: b.desk.analyst, Created: b.at,
	}
	if before != nil {
		after = before.Clone()
	} else {
		after.ID = b.desk.newID()
	}
	after.Tag = w.Tag
	if err := revise(&after.Details, w.Details, w.Revise); err != nil {
		return err
	}
	if err := w.merge(before, &after); err != nil {
		return err
	}
	if before != nil && (state == model.Placed || w.Only) && after.Equal(*before) {
		b.same = "already " + describeMark(after)
		return nil
	}
	if before == nil || !w.Only {
		after.Revision, after.Span, after.Quote, after.Left = b.revision, w.Span, w.quote, ""
	}
	after.Updated = b.at
	if b.verb == "" {
		b.verb = verbOf(before, &after)
	}
	b.said = append(b.said, model.MarkChange{Before: before, After: &after})
	change := model.MarkChange{Before: before, After: &after}
	if pending >= 0 { // now it is what was asked for, and that comes last
		change.Before = b.changes[pending].Before
		b.changes = slices.Delete(b.changes, pending, pending+1)
	}
	b.changes = append(b.changes, change)
	return nil
}

// mine is my mark with exactly that span, as the batch leaves it so far, or
// nil, and where among the batch's changes it is, or -1.
func (b *batch) mine(span model.Span) (pending int, mark *model.Mark, err error) {
	for i, c := range b.changes {
		if c.After != nil && c.After.Span == span {
			return i, c.After, nil
		}
	}
	there, err := b.tx.MarksAt(b.brief, b.revision, span)
	if err != nil {
		return -1, nil, err
	}
	for _, m := range there {
		if m.Analyst == b.desk.analyst {
			return -1, &m, nil
		}
	}
	return -1, nil, nil
}

// foundAt is my mark that was found on exactly that span, and how it stands
// there; nil where there is none, or where it was changed meanwhile.
func (b *batch) foundAt(span model.Span) (*model.Mark, model.State, error) {
	for _, c := range b.found[span] {
		m, ok, err := b.tx.Mark(c.id)
		if err != nil {
			return nil, "", err
		}
		taken := slices.ContainsFunc(b.changes, func(c model.MarkChange) bool { return c.Mark().ID == m.ID })
		if ok && !taken && m.Analyst == b.desk.analyst && c.still(m, b.revision) {
			return &m, c.state, nil
		}
	}
	return nil, model.Placed, nil
}

// revise applies what was asked for to details.
func revise(d *model.Details, whole *model.Details, single func(*model.Details)) error {
	if whole != nil {
		*d = whole.Clone()
	}
	if single != nil {
		*d = d.Clone()
		single(d)
	}
	if d.Status == "" {
		d.Status = model.Open
	}
	return d.Check()
}

// verbOf names what became of a mark.
func verbOf(before, after *model.Mark) model.Verb {
	switch {
	case before == nil:
		return model.VerbTag
	case after == nil:
		return model.VerbUntag
	case before.Tag != after.Tag:
		return model.VerbRetag
	case before.Revision != after.Revision:
		return model.VerbConfirm
	case before.Left != after.Left:
		return model.VerbLeave
	}
	return model.VerbEdit
}
