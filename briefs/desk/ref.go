package desk

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"obelus/briefs/samples"
	"obelus/model"
)

// findBrief finds a brief by its id, a unique beginning of one, or a unique
// part of its title. A sample that is not stored is given without revisions.
func findBrief(tx ReadTx, ref string) (model.Brief, error) {
	if strings.TrimSpace(ref) == "" {
		return model.Brief{}, &AmbiguousError{Ref: ref, Kind: "brief", Hint: "write a path, an id or a part of a title", cause: fs.ErrNotExist}
	}
	var byID, byTitle, all []model.Brief
	for b, err := range known(tx) {
		if err != nil {
			return model.Brief{}, err
		}
		if string(b.ID) == strings.ToLower(ref) {
			return b, nil
		}
		if strings.HasPrefix(string(b.ID), strings.ToLower(ref)) {
			byID = append(byID, b)
		}
		if b.Removed {
			continue
		}
		all = append(all, b)
		if strings.Contains(strings.ToLower(b.Title), strings.ToLower(ref)) {
			byTitle = append(byTitle, b)
		}
	}
	for _, found := range [][]model.Brief{byID, byTitle} {
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return model.Brief{}, briefError(ref, len(found), "write more of it, or one of these ids", found)
		}
	}
	return model.Brief{}, briefError(ref, 0, "no such file, and no brief in the store has that id or title", all)
}

// known yields the briefs in the store and, while none is on the shelf, the
// samples.
func known(tx ReadTx) func(yield func(model.Brief, error) bool) {
	return func(yield func(model.Brief, error) bool) {
		shelved := false
		for b, err := range tx.Briefs() {
			shelved = shelved || !b.Removed
			if !yield(b, err) {
				return
			}
		}
		if shelved {
			return
		}
		for _, s := range samples.All() {
			if _, stored, err := tx.BriefByPath(s.Path); err == nil && !stored && !yield(sampleBrief(s), nil) {
				return
			}
		}
	}
}

func briefError(ref string, matches int, hint string, candidates []model.Brief) *AmbiguousError {
	e := &AmbiguousError{Ref: ref, Kind: "brief", Matches: matches, Hint: hint}
	if matches == 0 {
		e.cause = fs.ErrNotExist
	}
	slices.SortStableFunc(candidates, func(a, b model.Brief) int { return b.Opened.Compare(a.Opened) })
	for _, b := range candidates[:min(len(candidates), maxCandidates)] {
		e.Candidates = append(e.Candidates, fmt.Sprintf("%s  %s", b.ID, model.CleanLine(b.Title)))
	}
	return e
}

// ResolveMark finds a mark by its id, a unique beginning of one, or
// BRIEF#LABEL, and the text that it is seen on: what BRIEF is, or the newest in
// the store. Several matches or none are an *AmbiguousError.
func (d *Desk) ResolveMark(ctx context.Context, ref string) (*Opened, MarkView, error) {
	if i := strings.LastIndexByte(ref, '#'); i > 0 {
		return d.markByLabel(ctx, ref[:i], model.Label(ref[i+1:]), ref)
	}
	var found model.Mark
	err := d.store.Read(ctx, func(tx ReadTx) error {
		id := model.MarkID(strings.ToLower(ref))
		if m, ok, err := tx.Mark(id); err != nil || ok {
			found = m
			return err
		}
		ids, err := tx.MarkIDs(string(id), maxCandidates+1)
		if err != nil {
			return err
		}
		if ref != "" && len(ids) == 1 {
			found, _, err = tx.Mark(ids[0])
			return err
		}
		return markError(tx, ref, ids)
	})
	if err != nil {
		return nil, MarkView{}, err
	}
	return d.view(ctx, found)
}

func markError(tx ReadTx, ref string, ids []model.MarkID) error {
	e := &AmbiguousError{Ref: ref, Kind: "mark", Matches: len(ids), Hint: "write more of its id"}
	if len(ids) == 0 || ref == "" {
		e.Matches, e.Hint, e.cause = 0, "write its id, or BRIEF#LABEL (obelus claims lists them)", fs.ErrNotExist
		return e
	}
	for _, id := range ids[:min(len(ids), maxCandidates)] {
		m, _, err := tx.Mark(id)
		if err != nil {
			return err
		}
		e.Candidates = append(e.Candidates, fmt.Sprintf("%s  %s %s", id, m.Tag, excerpt(m.Quote.Text)))
	}
	return e
}

func (d *Desk) markByLabel(ctx context.Context, brief string, label model.Label, ref string) (*Opened, MarkView, error) {
	o, err := d.Open(ctx, brief, nil)
	if err != nil {
		return nil, MarkView{}, err
	}
	marks, err := d.Marks(ctx, o)
	if err != nil {
		return nil, MarkView{}, err
	}
	e := &AmbiguousError{Ref: ref, Kind: "mark", Hint: "the brief has no mark of that label", cause: fs.ErrNotExist}
	for _, m := range append(marks.Here, marks.Orphans...) {
		if strings.EqualFold(string(m.Label), string(label)) {
			return o, m, nil
		}
		if len(e.Candidates) < maxCandidates {
			e.Candidates = append(e.Candidates, fmt.Sprintf("%s  %s %s", m.Label, m.Tag, excerpt(m.Quote.Text)))
		}
	}
	return nil, MarkView{}, e
}

// view is m as its brief's newest text in the store shows it.
func (d *Desk) view(ctx context.Context, m model.Mark) (*Opened, MarkView, error) {
	o, err := d.OpenID(ctx, m.Brief)
	if err != nil {
		return nil, MarkView{}, err
	}
	marks, err := d.Marks(ctx, o)
	if err != nil {
		return nil, MarkView{}, err
	}
	for _, v := range append(marks.Here, marks.Orphans...) {
		if v.ID == m.ID {
			return o, v, nil
		}
	}
	return o, MarkView{Mark: m, Title: o.Brief.Title, State: model.Placed}, nil
}

// OpenID opens the newest text that the store has of a brief.
func (d *Desk) OpenID(ctx context.Context, id model.BriefID) (*Opened, error) {
	var o *Opened
	err := d.store.Read(ctx, func(tx ReadTx) error {
		b, err := mustBrief(tx, id)
		if err == nil {
			o, err = fromStore(tx, b, b.Newest())
		}
		return err
	})
	return o, err
}
