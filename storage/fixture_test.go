package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

// With -fixture the store of today's version is written anew, with what is read
// of it: once for each version, when the version comes. Those of earlier ones
// are never written again.
var fixture = flag.Bool("fixture", false, "write the fixture of the newest schema anew")

func fixturePath(version uint32, ext string) string {
	return filepath.Join("testdata", fmt.Sprintf("v%d.%s", version, ext))
}

// A reading is all that a store says.
type reading struct {
	Briefs  []model.Brief
	Texts   map[model.Hash]string
	Marks   []model.Mark
	Journal []model.Change
	Places  map[model.BriefID]model.Place
	Counts  map[model.BriefID]model.Counts
	Tagged  map[model.Tag]int
	Rulings []model.Ruling `json:",omitempty"`
}

func readWhole(s *Store) (r reading, err error) {
	r = reading{Texts: map[model.Hash]string{}, Places: map[model.BriefID]model.Place{}, Counts: map[model.BriefID]model.Counts{}, Tagged: map[model.Tag]int{}}
	err = s.Read(context.Background(), func(tx *Tx) error {
		for b, err := range tx.Briefs() {
			if err != nil {
				return err
			}
			r.Briefs = append(r.Briefs, b)
			for _, v := range b.Revisions {
				text, _, err := tx.Text(v.Hash)
				if err != nil {
					return err
				}
				r.Texts[v.Hash] = text
			}
			marks, err := tx.Marks(b.ID)
			if err != nil {
				return err
			}
			r.Marks = append(r.Marks, marks...)
			place, ok, err1 := tx.Place(b.ID)
			if ok {
				r.Places[b.ID] = place
			}
			counts, ok, err2 := tx.Counts(b.ID)
			if ok {
				r.Counts[b.ID] = counts
			}
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
			for ruling, err := range tx.Rulings(model.RuledDifference, b.ID) {
				if err != nil {
					return err
				}
				r.Rulings = append(r.Rulings, ruling)
			}
			for _, tag := range model.Tags() {
				for _, err := range tx.Tagged(tag, b.ID) {
					if err != nil {
						return err
					}
					r.Tagged[tag]++
				}
			}
		}
		for ruling, err := range tx.Rulings(model.RuledSpeaker, "") {
			if err != nil {
				return err
			}
			r.Rulings = append(r.Rulings, ruling)
		}
		for c, err := range tx.Journal("", 0) {
			if err != nil {
				return err
			}
			r.Journal = append(r.Journal, c)
		}
		return nil
	})
	return r, err
}

func (r reading) json(t *testing.T) []byte {
	t.Helper()
	text, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// fill writes a store with something of everything: briefs with several texts,
// one taken off the shelf; marks of every tag with every detail, one that was
// left out of a text, one that came from another program; rulings; undo; places with bookmarks; counts.
func fill(s *Store) error {
	day := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	first, second := "# A harbour\n\nThe ministry said so. Prices fell.\n", "# A harbour\n\nThe ministry said so on Monday. Prices fell.\n"
	revision := func(text string, after time.Duration) model.Revision {
		return model.Revision{Hash: model.HashOf(text), Original: model.HashOf(text), Format: model.FormatMarkdown, Converter: "markdown/1",
			Bytes: len(text), Words: 8, Units: 3, Arrived: day.Add(after)}
	}
	one := model.Brief{
		ID: "aa11bb22cc33", Title: "A harbour", Titled: true, Paths: []string{"/briefs/harbour.md", "/briefs/old.md"}, URL: "https://example.org/h",
		Date: "1 March 2026", Outlet: "The Wire", Author: "A. Author", Handling: "TLP:GREEN", Progress: model.ProgressList()[1],
		Revisions: []model.Revision{revision(first, 0)}, Added: day, Opened: day,
	}
	newer := one.Clone()
	newer.Revisions = append(newer.Revisions, revision(second, time.Hour))
	other := model.Brief{ID: "dd44ee55ff66", Title: "Разговор о зерне", Paths: []string{"/briefs/зерно.txt"}, Revisions: []model.Revision{revision("Зерно.\n", 0)}, Added: day}
	off := other.Clone()
	off.Removed = true
	mark := func(n int, tag model.Tag) *model.Mark {
		return &model.Mark{
			ID: model.MarkID(fmt.Sprintf("01990000-0000-7000-8000-%012d", n)), Brief: one.ID, Revision: model.HashOf(first),
			Span: model.Span{Start: 13 + n, End: 34}, Quote: model.Quote{Text: "The ministry said so.", Prefix: "A harbour\n\n", Suffix: " Prices fell."}, Tag: tag,
			Details: model.Details{
				Speaker: "the ministry", Quotation: model.Mixed, Reliability: "B", Credibility: "2", Basis: model.Judgement, Likelihood: "likely",
				Confidence: model.Moderate, Status: model.Checked, Note: "A *note*\nof two lines",
				References: []model.Reference{{Title: "UN S/2023/36", URL: "https://undocs.org/s/2023/36", Date: "16 Jan 2023", Locator: "para 12", Origin: "MINUSMA", AddedBy: "ines"}},
			},
			Analyst: "ines", Created: day, Updated: day.Add(time.Duration(n) * time.Minute),
		}
	}
	var changes []model.Change
	add := func(verb model.Verb, c model.Change) {
		c.Verb, c.Analyst, c.Sitting, c.Time = verb, "ines", "sitting", day.Add(time.Duration(len(changes))*time.Second)
		changes = append(changes, c)
	}
	marks := func(before, after *model.Mark) model.Change {
		return model.Change{Brief: one.ID, Marks: []model.MarkChange{{Before: before, After: after}}}
	}
	add(model.VerbAdd, model.Change{Brief: one.ID, Briefs: []model.BriefChange{{After: &one}}})
	add(model.VerbAdd, model.Change{Brief: other.ID, Briefs: []model.BriefChange{{After: &other}}})
	for n, tag := range model.Tags() {
		add(model.VerbTag, marks(nil, mark(n, tag)))
	}
	add(model.VerbAdd, model.Change{Brief: one.ID, Briefs: []model.BriefChange{{Before: &one, After: &newer}}})
	left := mark(1, model.Tags()[1])
	left.Left = model.HashOf(second)
	add(model.VerbLeave, marks(mark(1, model.Tags()[1]), left))
	gone := mark(2, model.Tags()[2])
	add(model.VerbUntag, marks(gone, nil))
	undo := marks(nil, gone)
	undo.Of = model.Seq(len(changes))
	add(model.VerbUndo, undo)
	add(model.VerbRemove, model.Change{Brief: other.ID, Briefs: []model.BriefChange{{Before: &other, After: &off}}})
	foreign := mark(7, model.Tags()[0])
	foreign.Left, foreign.Extra = model.HashOf(second), `{"type":"Annotation"}`
	came := marks(nil, foreign)
	came.Marks[0].At = day.Add(-time.Hour)
	add(model.VerbImport, came)
	add(model.VerbRule, model.Change{Rulings: []model.RulingChange{{Kind: model.RuledSpeaker, Key: "A. Minister", After: "the minister"}}})
	add(model.VerbRule, model.Change{Brief: one.ID, Rulings: []model.RulingChange{{Kind: model.RuledDifference, Brief: one.ID, Key: "a b", After: "mine"}}})
	return s.Write(context.Background(), func(tx *Tx) error {
		for _, text := range []string{first, second, "Зерно.\n"} {
			if err := tx.PutText(text); err != nil {
				return err
			}
		}
		for _, c := range changes {
			if _, err := tx.Apply(c); err != nil {
				return err
			}
		}
		place := model.Place{Revision: model.HashOf(second), Cursor: model.Span{Start: 13, End: 44}, Bookmarks: []model.Bookmark{{Name: "a", Span: model.Span{Start: 0, End: 11}}}}
		counts := model.Counts{At: 9, Tags: map[model.Tag]int{model.Opinion: 2}, Countable: 2, Marked: 1, Orphans: 1}
		return errors.Join(tx.SetPlace(one.ID, place), tx.SetCounts(one.ID, counts), tx.Touch(one.ID, "/briefs/new.md", day.Add(time.Hour)))
	})
}

// fixtures lists the versions that there is a store of.
func fixtures(t *testing.T) []uint32 {
	t.Helper()
	newest := currentSchema().version
	if *fixture {
		path := filepath.Join(t.TempDir(), "obelus.db")
		s := New(path, Options{})
		err := fill(s)
		if err == nil {
			_, err = s.BackUp(context.Background(), fixturePath(newest, "db"), true)
		}
		if err != nil {
			t.Fatal(err)
		}
		r, err := readWhole(s)
		if err == nil {
			err = os.WriteFile(fixturePath(newest, "json"), r.json(t), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var versions []uint32
	for v := uint32(1); v <= newest; v++ {
		versions = append(versions, v)
	}
	return versions
}

// copyOf is a store with a copy of a fixture.
func copyOf(t *testing.T, version uint32) *Store {
	t.Helper()
	data, err := os.ReadFile(fixturePath(version, "db"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "obelus.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return New(path, Options{})
}

// wants fails the test where a store does not say what its fixture does.
func wants(t *testing.T, s *Store, version uint32) {
	t.Helper()
	want, err := os.ReadFile(fixturePath(version, "json"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := readWhole(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.json(t); !bytes.Equal(got, want) {
		t.Errorf("version %d reads otherwise:\n%s", version, firstDifference(string(got), string(want)))
	}
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("version %d: check: %v %v", version, problems, err)
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d: %s", i+1, a[i])
		}
	}
	return "it ends early"
}

// TestFixtures: the stores of every version are read whole by this program,
// brought up to date where they are older.
func TestFixtures(t *testing.T) {
	for _, version := range fixtures(t) {
		s := copyOf(t, version)
		wants(t, s, version)
		if version == currentSchema().version {
			continue
		}
		wants(t, New(fmt.Sprintf("%s.v%d.backup", s.path, version), Options{}), version)
	}
}

// TestFixturesMigrate takes the stores of every version to an invented one: the
// backup is the store as it was, and nothing is lost. A migration that fails, at
// the first try, changes nothing.
func TestFixturesMigrate(t *testing.T) {
	for _, version := range fixtures(t) {
		s := copyOf(t, version)
		wants(t, s, version) // that takes it as far as it goes by itself
		from := s.schema.version
		tries := 0
		s.schema = schema{version: from + 1, steps: map[uint32]func(*bolt.Tx) error{from: func(tx *bolt.Tx) error {
			if tries++; tries == 1 {
				return errors.Join(tx.DeleteBucket([]byte(marksBucket)), errors.New("the step fails"))
			}
			_, err := tx.CreateBucket([]byte("invented"))
			return err
		}}}
		write := func() error { return s.Write(context.Background(), func(*Tx) error { return nil }) }
		if err := write(); err == nil {
			t.Error("the migration did not fail")
		}
		wants(t, New(s.path, Options{}), version)
		if err := write(); err != nil {
			t.Fatal(err)
		}
		wants(t, s, version)
		wants(t, New(fmt.Sprintf("%s.v%d.backup", s.path, from), Options{}), version)
	}
}
