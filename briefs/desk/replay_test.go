package desk_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage/storagetest"
)

// replayTexts are what a brief's file holds in turn; the third goes back.
var replayTexts = [...]string{
	"# Grain\n\nThe ministry said the port would open in May. That is too hopeful.\n\nPrices fell by 4 percent.\n",
	"# Grain and ports\n\nThe ministry said the port would open in June. That is too hopeful.\n\nNobody saw it. Prices fell by 4 percent.\n",
	"---\noutlet: Wire\n---\n# Grain\n\nPrices fell by 4 percent. The ministry said the port would open in May.\n",
}

// records are all that the journal is about.
type records struct {
	marks  map[model.MarkID]model.Mark
	briefs map[model.BriefID]model.Brief
}

func newRecords() records {
	return records{map[model.MarkID]model.Mark{}, map[model.BriefID]model.Brief{}}
}

// play makes a change that was journaled; each Before has to be what is there.
func (r records) play(c model.Change) error {
	for _, b := range c.Briefs {
		was, there := r.briefs[b.Known().ID]
		if there != (b.Before != nil) || there && !was.SameRecord(*b.Before) {
			return fmt.Errorf("change %d (%s) takes brief %s for %+v, and it was %+v", c.Seq, c.Verb, b.Known().ID, b.Before, was)
		}
		delete(r.briefs, b.Known().ID)
		if b.After != nil {
			r.briefs[b.After.ID] = *b.After
		}
	}
	for _, m := range c.Marks {
		was, there := r.marks[m.Mark().ID]
		if there != (m.Before != nil) || there && !was.Equal(*m.Before) {
			return fmt.Errorf("change %d (%s) takes mark %s for %+v, and it was %+v", c.Seq, c.Verb, m.Mark().ID, m.Before, was)
		}
		delete(r.marks, m.Mark().ID)
		if m.After != nil {
			r.marks[m.After.ID] = *m.After
		}
	}
	return nil
}

// recordsIn reads what is in the store.
func recordsIn(store desk.Store) (r records, err error) {
	r = newRecords()
	err = store.Read(context.Background(), func(tx desk.ReadTx) error {
		for b, err := range tx.Briefs() {
			if err != nil {
				return err
			}
			r.briefs[b.ID] = b
			marks, err := tx.Marks(b.ID)
			if err != nil {
				return err
			}
			for _, m := range marks {
				r.marks[m.ID] = m
			}
		}
		return nil
	})
	return r, err
}

// A newsroom is analysts at their desks, over one store and some files.
type newsroom struct {
	store  desk.Store
	paths  []string
	clock  time.Time
	ids    int
	desks  []*desk.Desk
	opened map[string]*desk.Opened // of the file, as somebody opened it last: perhaps an older text
	done   map[model.Verb]int
}

func newNewsroom(t *rapid.T, dir string) *newsroom {
	n := &newsroom{
		store: desk.Over(storagetest.NewMemory()), clock: time.Date(2025, 9, 20, 12, 0, 0, 0, time.UTC),
		paths: []string{filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md"), filepath.Join(dir, "tour.md")}, opened: map[string]*desk.Opened{}, done: map[model.Verb]int{},
	}
	for i := range 4 { // two analysts, two sittings each
		n.desks = append(n.desks, desk.New(desk.Config{
			Store: n.store, Analyst: model.Analyst([]string{"ines", "ora"}[i%2]), Sitting: model.Sitting(fmt.Sprint(i)),
			Now:   func() time.Time { n.clock = n.clock.Add(time.Second); return n.clock },
			NewID: func() model.MarkID { n.ids++; return model.MarkID(fmt.Sprintf("m%04d", n.ids)) },
		}))
	}
	for i := range n.paths[:tourFile] {
		n.write(t, i, i%2)
		n.open(t, n.desks[0], n.paths[i])
	}
	return n
}

// tourFile is the one of the newsroom's files that only a tour brings in.
const tourFile = 2

// tour does by every verb once, on a brief of its own: what analysts do at
// random may leave one out. From then on they work on that brief too.
func (n *newsroom) tour(t *rapid.T) {
	ctx, d := context.Background(), n.desks[0]
	must := func(want model.Verb) func(out desk.Outcome, err error) {
		return func(out desk.Outcome, err error) {
			t.Helper()
			if err != nil || out.Change.Verb != want {
				t.Fatalf("%s: %+v %v", want, out.Change, err)
			}
			n.did(out.Change, err)
		}
	}
	n.write(t, tourFile, 0)
	added, err := d.Add(ctx, n.paths[tourFile], strings.NewReader(""), desk.AddOptions{})
	must(model.VerbAdd)(added.Outcome, err)
	o := added.Opened
	here := desk.Scope{Brief: o.Brief.ID}
	said, hopeful := o.Units()[1].Span, o.Units()[2].Span
	must(model.VerbTag)(d.Tag(ctx, o, []desk.Tagging{{Span: said, Tag: model.Attributed}, {Span: hopeful, Tag: model.Opinion}}))
	must(model.VerbRetag)(d.Tag(ctx, o, []desk.Tagging{{Span: hopeful, Tag: model.Unsourced}}))
	must(model.VerbUndo)(d.Undo(ctx, here))
	must(model.VerbRedo)(d.Redo(ctx, here))
	marks, err := d.Marks(ctx, o)
	if err != nil || len(marks.Here) != 2 {
		t.Fatal(marks.Here, err)
	}
	changed, same := marks.Here[0].ID, marks.Here[1].ID
	must(model.VerbEdit)(d.Edit(ctx, same, desk.Edit{Revise: func(d *model.Details) { d.Note = "seen" }}))
	was := o.Brief.Particulars()
	named := was
	named.Author = "A reporter"
	must(model.VerbDescribe)(d.Describe(ctx, o, was, named))
	n.write(t, tourFile, 1)
	o = n.open(t, d, n.paths[tourFile])
	must(model.VerbConfirm)(d.Confirm(ctx, o, changed))
	must(model.VerbLeave)(d.Leave(ctx, o, same))
	must(model.VerbUntag)(d.Untag(ctx, changed))
	must(model.VerbRemove)(d.Remove(ctx, o.Brief.ID))
}

// atWork is the files that somebody opened so far.
func (n *newsroom) atWork() []string { return slices.Sorted(maps.Keys(n.opened)) }

func (n *newsroom) write(t *rapid.T, file, text int) {
	content := replayTexts[text] + fmt.Sprintf("\nThis is file %d.\n", file)
	if err := os.WriteFile(n.paths[file], []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (n *newsroom) open(t *rapid.T, d *desk.Desk, path string) *desk.Opened {
	o, err := d.Open(context.Background(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	n.opened[path] = o
	return o
}

// some is somebody at work on a brief as it was opened last.
func (n *newsroom) some(t *rapid.T) (*desk.Desk, *desk.Opened) {
	path := rapid.SampledFrom(n.atWork()).Draw(t, "file")
	return rapid.SampledFrom(n.desks).Draw(t, "desk"), n.opened[path]
}

// marks draws some of the marks in the store, of whomever, and mostly whose the
// first is.
func (n *newsroom) marks(t *rapid.T) (*desk.Desk, []model.MarkID) {
	r, err := recordsIn(n.store)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.marks) == 0 {
		t.Skip("no mark yet")
	}
	ids := slices.Sorted(maps.Keys(r.marks))
	some := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, min(3, len(ids)), rapid.ID[model.MarkID]).Draw(t, "marks")
	d := rapid.SampledFrom(n.desks).Draw(t, "desk")
	if rapid.IntRange(0, 4).Draw(t, "own") > 0 {
		own := slices.IndexFunc(n.desks, func(d *desk.Desk) bool { return d.Analyst() == r.marks[some[0]].Analyst })
		d = n.desks[own]
	}
	return d, some
}

// did counts what was done: errors are part of the work (another's mark, nothing
// to undo, changed since), and the journal has to be right after them too.
func (n *newsroom) did(c model.Change, err error) {
	if err == nil && c.Seq != 0 {
		n.done[c.Verb]++
	}
}

func (n *newsroom) actions() map[string]func(*rapid.T) {
	ctx := context.Background()
	tags := rapid.SampledFrom(model.Tags())
	word := rapid.SampledFrom([]string{"", "one", "two"})
	tag := func(t *rapid.T) {
		d, o := n.some(t)
		var taggings []desk.Tagging
		for range rapid.IntRange(1, 3).Draw(t, "n") {
			tagging := desk.Tagging{Span: rapid.SampledFrom(o.Units()).Draw(t, "unit").Span, Tag: tags.Draw(t, "tag")}
			if rapid.Bool().Draw(t, "filled in") {
				tagging.Details = &model.Details{Speaker: word.Draw(t, "speaker"), References: []model.Reference{{Title: "Log"}}}
			}
			taggings = append(taggings, tagging)
		}
		out, err := d.Tag(ctx, o, taggings)
		n.did(out.Change, err)
	}
	step := func(do func(*desk.Desk, context.Context, desk.Scope) (desk.Outcome, error)) func(t *rapid.T) {
		return func(t *rapid.T) {
			d, o := n.some(t)
			scope := desk.Scope{Earlier: rapid.Bool().Draw(t, "earlier")}
			if rapid.Bool().Draw(t, "in the brief") {
				scope.Brief = o.Brief.ID
			}
			out, err := do(d, ctx, scope)
			n.did(out.Change, err)
		}
	}
	return map[string]func(*rapid.T){
		"tag": tag, "tag more": tag, "undo": step((*desk.Desk).Undo), "undo more": step((*desk.Desk).Undo), "redo": step((*desk.Desk).Redo),
		"edit": func(t *rapid.T) {
			_, o := n.some(t)
			d, ids := n.marks(t)
			note, tag := word.Draw(t, "note"), tags.Draw(t, "tag")
			e := desk.Edit{Tag: &tag, Revise: func(d *model.Details) { d.Note = note }}
			if rapid.Bool().Draw(t, "edges") {
				unit := rapid.SampledFrom(o.Units()).Draw(t, "unit").Span
				e.Span, e.On = &model.Span{Start: unit.Start, End: unit.Start + unit.Len()/2}, o
			}
			out, err := d.Edit(ctx, ids[0], e)
			n.did(out.Change, err)
		},
		"untag": func(t *rapid.T) {
			d, ids := n.marks(t)
			out, err := d.Untag(ctx, ids...)
			n.did(out.Change, err)
		},
		"confirm": func(t *rapid.T) {
			_, o := n.some(t)
			d, ids := n.marks(t)
			out, err := d.Confirm(ctx, o, ids[0])
			n.did(out.Change, err)
		},
		"leave": func(t *rapid.T) {
			_, o := n.some(t)
			d, ids := n.marks(t)
			out, err := d.Leave(ctx, o, ids[0])
			n.did(out.Change, err)
		},
		"describe": func(t *rapid.T) {
			d, o := n.some(t)
			after := o.Brief.Particulars()
			after.Title, after.Author = "Title "+word.Draw(t, "title"), word.Draw(t, "author")
			out, err := d.Describe(ctx, o, o.Brief.Particulars(), after)
			n.did(out.Change, err)
		},
		"keep": func(t *rapid.T) {
			d, o := n.some(t)
			if kept, err := d.Keep(ctx, o); err == nil {
				n.opened[o.Path()] = kept
			}
		},
		"add": func(t *rapid.T) {
			d, o := n.some(t)
			options := desk.AddOptions{New: rapid.IntRange(0, 5).Draw(t, "new") == 0, Title: word.Draw(t, "title")}
			added, err := d.Add(ctx, o.Path(), strings.NewReader(""), options)
			n.did(added.Change, err)
		},
		"remove": func(t *rapid.T) {
			d, o := n.some(t)
			out, err := d.Remove(ctx, o.Brief.ID)
			n.did(out.Change, err)
		},
		"new text": func(t *rapid.T) {
			file := slices.Index(n.paths, rapid.SampledFrom(n.atWork()).Draw(t, "file"))
			n.write(t, file, rapid.IntRange(0, len(replayTexts)-1).Draw(t, "text"))
			if rapid.Bool().Draw(t, "seen") { // else whoever has the old text open goes on with it
				n.open(t, n.desks[0], n.paths[file])
			}
		},
	}
}

// replayed plays the whole journal from nothing.
func (n *newsroom) replayed() (records, error) {
	r := newRecords()
	changes, err := listed(n.desks[0].Log(context.Background(), desk.LogQuery{}))
	if err != nil {
		return r, err
	}
	for i, c := range slices.Backward(changes) {
		if want := model.Seq(len(changes) - i); c.Seq != want {
			return r, fmt.Errorf("change %d stands where %d is due", c.Seq, want)
		}
		if c.Analyst == "" || c.Sitting == "" || c.Time.IsZero() || c.Verb == "" {
			return r, fmt.Errorf("change %d does not say who, when or what: %+v", c.Seq, c)
		}
		if err := r.play(c); err != nil {
			return r, err
		}
	}
	return r, nil
}

// TestJournalIsComplete: whatever analysts do, also where it is refused, the
// journal played from nothing gives exactly the marks and the briefs in the
// store, and each change's Before is what was there. Every run does by each verb
// once at least, by a tour somewhere in it.
func TestJournalIsComplete(t *testing.T) {
	dir := t.TempDir()
	done, runs := map[model.Verb]int{}, 0
	rapid.Check(t, func(t *rapid.T) {
		n := newNewsroom(t, dir)
		actions := n.actions()
		actions[""] = func(t *rapid.T) {
			want, err := recordsIn(n.store)
			if err != nil {
				t.Fatal(err)
			}
			got, err := n.replayed()
			if err != nil {
				t.Fatal(err)
			}
			if !maps.EqualFunc(got.marks, want.marks, model.Mark.Equal) {
				t.Fatalf("the journal gives the marks %v, the store has %v", got.marks, want.marks)
			}
			if !maps.EqualFunc(got.briefs, want.briefs, model.Brief.SameRecord) {
				t.Fatalf("the journal gives the briefs %v, the store has %v", got.briefs, want.briefs)
			}
		}
		tour := rapid.IntRange(0, 2).Draw(t, "tour")
		for i := range 3 {
			if i == tour {
				n.tour(t)
			}
			t.Repeat(actions)
		}
		runs++
		for verb, times := range n.done {
			done[verb] += times
		}
	})
	t.Logf("done in %d runs: %v", runs, done)
	for _, verb := range []model.Verb{
		model.VerbAdd, model.VerbRemove, model.VerbDescribe, model.VerbTag, model.VerbRetag, model.VerbEdit, model.VerbUntag,
		model.VerbConfirm, model.VerbLeave, model.VerbUndo, model.VerbRedo,
	} {
		if done[verb] < runs {
			t.Errorf("%q was done %d times in %d runs: the test says little of it", verb, done[verb], runs)
		}
	}
}
