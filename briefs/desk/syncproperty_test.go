package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage/storagetest"
)

// A seat is one analyst at one machine, whose clock is off.
type seat struct {
	name   string
	store  desk.Store
	desk   *desk.Desk
	briefs []*desk.Opened
	skew   time.Duration
}

// A room is several seats that share a folder.
type room struct {
	*rapid.T
	dir   string
	seats []*seat
	clock time.Time
	ids   int
}

const (
	otherText = "# Another\n\nOne claim stands here. A second claim stands there. And a third one.\n"
	firstText = "# Another\n\nThis was all.\n"
)

// sit sits an analyst down at a machine. Where odd is set the second brief came
// there with an older text first, so that it has another id.
func (r *room) sit(analyst, machine string, odd bool) {
	s := &seat{name: analyst + machine, store: desk.Over(storagetest.NewMemory())}
	s.skew = time.Duration(rapid.IntRange(-200, 200).Draw(r.T, s.name+"'s clock")) * time.Minute
	s.desk = desk.New(desk.Config{
		Store: s.store, Analyst: model.Analyst(analyst), Sitting: "1",
		Now: func() time.Time { return r.clock.Add(s.skew) },
		NewID: func() model.MarkID {
			r.ids++
			return model.MarkID(fmt.Sprintf("01990000-0000-7000-8000-%012d", r.ids))
		},
	})
	dir := filepath.Join(r.dir, "own", s.name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		r.Fatal(err)
	}
	r.keep(s, filepath.Join(dir, "a.md"), briefText)
	if odd {
		r.keep(s, filepath.Join(dir, "b.md"), firstText)
	}
	s.briefs = []*desk.Opened{r.keep(s, filepath.Join(dir, "a.md"), briefText), r.keep(s, filepath.Join(dir, "b.md"), otherText)}
	r.seats = append(r.seats, s)
}

func (r *room) keep(s *seat, path, text string) *desk.Opened {
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		r.Fatal(err)
	}
	o, err := s.desk.Open(context.Background(), path, nil)
	if err == nil {
		o, err = s.desk.Keep(context.Background(), o)
	}
	if err != nil {
		r.Fatal(err)
	}
	return o
}

func (r *room) folder() string { return filepath.Join(r.dir, "shared") }

func (r *room) sync(s *seat) desk.Synced {
	done, err := s.desk.Sync(context.Background(), r.folder(), desk.SyncOptions{})
	if err != nil || len(done.Refused) > 0 || len(done.Waiting) > 0 {
		r.Fatalf("%s: %+v, %v", s.name, done, err)
	}
	return done
}

// marks are all marks of a store, without what stores name differently.
func (r *room) marks(s *seat) map[model.MarkID]model.Mark {
	all := map[model.MarkID]model.Mark{}
	err := s.store.Read(context.Background(), func(tx desk.ReadTx) error {
		for _, o := range s.briefs {
			marks, err := tx.Marks(o.Brief.ID)
			if err != nil {
				return err
			}
			for _, m := range marks {
				m.Brief = ""
				all[m.ID] = m
			}
		}
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
	return all
}

func (r *room) mine(s *seat) map[model.MarkID]model.Mark {
	all := r.marks(s)
	maps.DeleteFunc(all, func(_ model.MarkID, m model.Mark) bool { return m.Analyst != s.desk.Analyst() })
	return all
}

// files are the shared files, each with its bytes and when it was written.
func (r *room) files() map[string]string {
	found := map[string]string{}
	err := filepath.WalkDir(r.folder(), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		info, err2 := e.Info()
		if errors.Join(err, err2) == nil {
			found[path] = fmt.Sprint(info.ModTime().UnixNano(), string(data))
		}
		return errors.Join(err, err2)
	})
	if err != nil {
		r.Fatal(err)
	}
	return found
}

// act does one random thing at one seat.
func (r *room) act(n int) {
	s := rapid.SampledFrom(r.seats).Draw(r.T, "seat")
	r.clock = r.clock.Add(time.Duration(rapid.IntRange(0, 3).Draw(r.T, "minutes")) * time.Minute)
	ctx := context.Background()
	var err error
	switch rapid.SampledFrom([]string{"tag", "tag", "tag", "edit", "edit", "untag", "undo", "undo", "redo", "sync", "sync", "sync"}).Draw(r.T, "act") {
	case "tag":
		o := rapid.SampledFrom(s.briefs).Draw(r.T, "brief")
		u := rapid.SampledFrom(o.Units()).Draw(r.T, "unit")
		_, err = s.desk.Tag(ctx, o, []desk.Tagging{{Span: u.Span, Tag: rapid.SampledFrom(model.Tags()).Draw(r.T, "tag")}})
	case "edit":
		if ids := slices.Sorted(maps.Keys(r.mine(s))); len(ids) > 0 {
			_, err = s.desk.Edit(ctx, rapid.SampledFrom(ids).Draw(r.T, "mark"), desk.Edit{Revise: func(d *model.Details) { d.Note = fmt.Sprint("note ", n) }})
		}
	case "untag":
		if ids := slices.Sorted(maps.Keys(r.mine(s))); len(ids) > 0 {
			_, err = s.desk.Untag(ctx, rapid.SampledFrom(ids).Draw(r.T, "mark"))
		}
	case "undo":
		_, err = s.desk.Undo(ctx, desk.Scope{})
	case "redo":
		_, err = s.desk.Redo(ctx, desk.Scope{})
	case "sync":
		before := r.mine(s)
		r.sync(s)
		if s.name == "ora1" && !maps.EqualFunc(before, r.mine(s), model.Mark.Equal) {
			r.Fatalf("a sync changed %s's own marks, who has one machine: %v, was %v", s.name, r.mine(s), before)
		}
	}
	if err != nil && !errors.Is(err, desk.ErrNothingToUndo) && !errors.Is(err, desk.ErrNothingToRedo) && !errors.Is(err, model.ErrConflict) {
		r.Fatalf("%s: %v", s.name, err)
	}
}

// all lets everybody sync, in a random order.
func (r *room) all(round string) {
	for _, i := range rapid.Permutation([]int{0, 1, 2, 3, 4}).Draw(r.T, round) {
		r.sync(r.seats[i])
	}
}

// TestSyncAgrees: whatever several analysts do, some on two machines, whose
// clocks are off, and whenever they sync: when all have synced twice they have
// the same marks, and another sync writes nothing.
func TestSyncAgrees(t *testing.T) {
	steps := 40
	if os.Getenv("OBELUS_LONG") != "" {
		steps = 150
	}
	top := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(top, "")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.RemoveAll(dir) }()
		r := &room{T: t, dir: dir, clock: time.Date(2025, 9, 20, 12, 0, 0, 0, time.UTC)}
		r.sit("kim", "1", false)
		r.sit("kim", "2", true)
		r.sit("ora", "1", false)
		r.sit("Lee", "1", true)
		r.sit("Lee", "2", false)
		if err := os.Mkdir(r.folder(), 0o700); err != nil {
			t.Fatal(err)
		}
		for n := range rapid.IntRange(5, steps).Draw(t, "steps") {
			r.act(n)
		}
		ora := r.mine(r.seats[2])
		r.all("first round")
		r.all("second round")
		files := r.files()
		for _, s := range r.seats {
			if got, want := r.marks(s), r.marks(r.seats[0]); !maps.EqualFunc(got, want, model.Mark.Equal) {
				t.Fatalf("%s has\n%v\n%s has\n%v", s.name, got, r.seats[0].name, want)
			}
			if got := r.mine(r.seats[2]); !maps.EqualFunc(got, ora, model.Mark.Equal) {
				t.Fatalf("ora's marks became\n%v\nwere\n%v", got, ora)
			}
			if done := r.sync(s); len(done.Changes) != 0 {
				t.Fatalf("a third sync of %s changed %+v", s.name, done.Changes)
			}
		}
		if again := r.files(); !maps.Equal(files, again) {
			t.Fatalf("a third sync wrote files anew: %v, were %v", again, files)
		}
	})
}
