package storagetest

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"obelus/model"
)

// A fixture is a store under test with the verbs that the tests speak in.
type fixture[T Tx] struct {
	*testing.T
	store Store[T]
}

func (f fixture[T]) read(do func(T) error) {
	f.Helper()
	if err := f.store.Read(context.Background(), do); err != nil {
		f.Fatalf("read: %v", err)
	}
}

func (f fixture[T]) write(do func(T) error) {
	f.Helper()
	if err := f.store.Write(context.Background(), do); err != nil {
		f.Fatalf("write: %v", err)
	}
}

// apply makes one change in a transaction of its own.
func (f fixture[T]) apply(c model.Change) model.Change {
	f.Helper()
	var done model.Change
	f.write(func(tx T) (err error) {
		done, err = tx.Apply(c)
		return err
	})
	return done
}

// sound checks the store.
func (f fixture[T]) sound() {
	f.Helper()
	problems, err := f.store.Check(context.Background())
	if err != nil || len(problems) > 0 {
		f.Fatalf("check: %v %v", problems, err)
	}
}

func (f fixture[T]) equal(what string, got, want any) {
	f.Helper()
	if d := cmp.Diff(want, got); d != "" {
		f.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// collect takes everything that seq yields.
func collect[V any](seq iter.Seq2[V, error]) ([]V, error) {
	var all []V
	for v, err := range seq {
		if err != nil {
			return all, err
		}
		all = append(all, v)
	}
	return all, nil
}

// day is a time on a day of one month, as a store has to bring it back.
func day(n int) time.Time { return time.Date(2025, 9, n, 8, 30, 0, 123_000_000, time.UTC) }

// newBrief is a brief with one text.
func newBrief(id model.BriefID, text string) model.Brief {
	return model.Brief{
		ID: id, Title: "Title of " + string(id), Titled: true, Paths: []string{"/briefs/" + string(id) + ".md"},
		URL: "https://example.org/" + string(id), Date: "1 September 2025", Outlet: "Outlet", Author: "Author", Handling: "TLP:GREEN",
		Revisions: []model.Revision{{
			Hash: model.HashOf(text), Original: model.HashOf(text + "\r"), Format: model.FormatText, Converter: "text/1",
			Bytes: len(text), Words: 3, Units: 2, Arrived: day(1),
		}},
		Added: day(1), Opened: day(2),
	}
}

// newMark is a mark with every field set.
func newMark(b model.Brief, n int, span model.Span) model.Mark {
	return model.Mark{
		ID: model.MarkID(fmt.Sprintf("01990000-0000-7000-8000-%012d", n)), Brief: b.ID, Revision: b.Newest().Hash, Span: span,
		Quote: model.Quote{Text: "words of the mark", Prefix: "before ", Suffix: " after"}, Tag: model.Attributed,
		Details: model.Details{
			Speaker: "A spokesman", Quotation: model.Mixed, Reliability: "C", Credibility: "3", Basis: model.Judgement,
			Likelihood: "likely", Confidence: model.Moderate, Status: model.Open, Note: "A *note*\nof two lines",
			References: []model.Reference{{Title: "Report", URL: "https://example.org/r", Date: "2025", Locator: "p. 4", Origin: "agency", AddedBy: "ines"}},
		},
		Analyst: "ines", Created: day(3), Updated: day(4),
	}
}

// added is the change that brings a brief in.
func added(b model.Brief) model.Change {
	return model.Change{Time: day(1), Analyst: "ines", Sitting: "one", Verb: model.VerbAdd, Brief: b.ID, Briefs: []model.BriefChange{{After: &b}}}
}

// marked is the change that makes marks.
func marked(marks ...model.Mark) model.Change {
	c := model.Change{Time: day(3), Analyst: "ines", Sitting: "one", Verb: model.VerbTag, Brief: marks[0].Brief}
	for _, m := range marks {
		c.Marks = append(c.Marks, model.MarkChange{After: &m})
	}
	return c
}

// turned is the change of one mark into another; nil is none.
func turned(verb model.Verb, before, after *model.Mark) model.Change {
	c := model.Change{Time: day(5), Analyst: "ines", Sitting: "one", Verb: verb, Marks: []model.MarkChange{{Before: before, After: after}}}
	c.Brief = c.Marks[0].Mark().Brief
	return c
}

// keep brings a brief with its text in.
func (f fixture[T]) keep(id model.BriefID, text string) model.Brief {
	f.Helper()
	b := newBrief(id, text)
	f.write(func(tx T) error {
		if err := tx.PutText(text); err != nil {
			return err
		}
		_, err := tx.Apply(added(b))
		return err
	})
	return b
}
