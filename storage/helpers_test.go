package storage_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"obelus/model"
	"obelus/storage"
)

// text is the brief text of these tests.
var text = strings.Repeat("The ministry said that it would answer in writing. ", 40)

func brief() model.Brief {
	now := time.Date(2025, 9, 20, 8, 0, 0, 0, time.UTC)
	return model.Brief{
		ID: "aa11bb22cc33", Title: "Answers in writing", Paths: []string{"/briefs/answers.md"}, Added: now, Opened: now,
		Revisions: []model.Revision{{Hash: model.HashOf(text), Format: model.FormatMarkdown, Bytes: len(text), Arrived: now}},
	}
}

// mark is the n-th mark of the brief.
func mark(n int) model.Mark {
	b := brief()
	start := n % 1900
	return model.Mark{
		ID: model.MarkID(fmt.Sprintf("01990000-0000-7000-8000-%012x", n)), Brief: b.ID, Revision: b.Newest().Hash,
		Span:  model.Span{Start: start, End: start + 40 + n/1900},
		Quote: model.Quote{Text: text[start : start+40], Prefix: text[start : start+32], Suffix: text[start : start+32]},
		Tag:   model.Tags()[n%5], Details: model.Details{Speaker: "the ministry", Status: model.Open, Note: "ask for the letter"},
		Analyst: "ines", Created: b.Added, Updated: b.Added,
	}
}

// addBrief brings the brief in.
func addBrief(t testing.TB, s *storage.Store) {
	t.Helper()
	b := brief()
	err := s.Write(context.Background(), func(tx *storage.Tx) error {
		if err := tx.PutText(text); err != nil {
			return err
		}
		_, err := tx.Apply(model.Change{Verb: model.VerbAdd, Brief: b.ID, Briefs: []model.BriefChange{{After: &b}}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// addMarks makes marks, one change each, per transaction so many.
func addMarks(s *storage.Store, from, to int) error {
	return s.Write(context.Background(), func(tx *storage.Tx) error {
		for n := from; n < to; n++ {
			if err := applyMark(tx, n); err != nil {
				return err
			}
		}
		return nil
	})
}

func applyMark(tx *storage.Tx, n int) error {
	m := mark(n)
	_, err := tx.Apply(model.Change{
		Time: m.Created, Analyst: m.Analyst, Sitting: "s", Verb: model.VerbTag, Brief: m.Brief, Marks: []model.MarkChange{{After: &m}},
	})
	return err
}

// filled is a store with the brief and so many marks.
func filled(t testing.TB, marks int) *storage.Store {
	t.Helper()
	s := newStore(t)
	addBrief(t, s)
	if err := addMarks(s, 0, marks); err != nil {
		t.Fatal(err)
	}
	return s
}

// patient is another store of the same file, like another process's, that waits
// longer for its turn than people do: a slow machine is no fault.
func patient(s *storage.Store) *storage.Store {
	return storage.New(s.Path(), storage.Options{Timeout: 5 * time.Minute})
}

// readAll reads everything that the store gives.
func readAll(s *storage.Store) (marks int, err error) {
	err = s.Read(context.Background(), func(tx *storage.Tx) error {
		all, err := tx.Marks(brief().ID)
		if err != nil {
			return err
		}
		marks = len(all)
		if _, _, err := tx.Text(brief().Newest().Hash); err != nil {
			return err
		}
		for _, err := range tx.Journal("", 0) {
			if err != nil {
				return err
			}
		}
		return nil
	})
	return marks, err
}

// sound fails the test where the store is not.
func sound(t testing.TB, s *storage.Store) {
	t.Helper()
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Fatalf("check: %v %v", problems, err)
	}
}

func oneLine(t testing.TB, err error, path string) {
	t.Helper()
	if err == nil || strings.ContainsAny(err.Error(), "\n") || !strings.Contains(err.Error(), path) {
		t.Errorf("the error %q is not one line that names %s", err, path)
	}
}

func bytesOf(t testing.TB, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
