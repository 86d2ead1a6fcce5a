package desk_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage/storagetest"
)

const briefText = `# Grain and ports

The ministry said the port would open in May. That is too hopeful.

A spokesman, Jan Ilichov, pledged wheat. Prices fell by 4 percent.
`

// An office is a store, a folder and a clock that desks share in a test.
type office struct {
	*testing.T
	store desk.Store
	dir   string
	clock time.Time
	ids   int
}

func newOffice(t *testing.T) *office {
	return &office{
		T: t, store: desk.Over(storagetest.NewMemory()), dir: t.TempDir(),
		clock: time.Date(2025, 9, 20, 12, 0, 0, 0, time.UTC),
	}
}

// desk sits an analyst down for a sitting. Every look at the clock is a minute
// later.
func (o *office) desk(analyst, sitting string) *desk.Desk {
	return desk.New(desk.Config{
		Store: o.store, Analyst: model.Analyst(analyst), Sitting: model.Sitting(sitting),
		Now: func() time.Time { o.clock = o.clock.Add(time.Minute); return o.clock },
		NewID: func() model.MarkID {
			o.ids++
			return model.MarkID(fmt.Sprintf("01990000-0000-7000-8000-%012d", o.ids))
		},
	})
}

func (o *office) file(name, text string) string {
	o.Helper()
	path := filepath.Join(o.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		o.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		o.Fatal(err)
	}
	return path
}

func (o *office) open(d *desk.Desk, ref string) *desk.Opened {
	o.Helper()
	opened, err := d.Open(context.Background(), ref, nil)
	if err != nil {
		o.Fatalf("open %s: %v", ref, err)
	}
	return opened
}

func (o *office) keep(d *desk.Desk, ref string) *desk.Opened {
	o.Helper()
	kept, err := d.Keep(context.Background(), o.open(d, ref))
	if err != nil {
		o.Fatalf("keep %s: %v", ref, err)
	}
	return kept
}

// span is where words stand in a text.
func (o *office) span(b *desk.Opened, words string) model.Span {
	o.Helper()
	i := strings.Index(b.Doc.Text(), words)
	if i < 0 {
		o.Fatalf("%q is not in the brief", words)
	}
	return model.Span{Start: i, End: i + len(words)}
}

func (o *office) tag(d *desk.Desk, b *desk.Opened, tag model.Tag, words string) desk.Outcome {
	o.Helper()
	return o.must(d.Tag(context.Background(), b, []desk.Tagging{{Span: o.span(b, words), Tag: tag}}))
}

func (o *office) must(out desk.Outcome, err error) desk.Outcome {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
	return out
}

// marks spells the marks of b: "ines a2 The" each, with the state of those that
// were found, orphans after a bar.
func (o *office) marks(d *desk.Desk, b *desk.Opened) string {
	o.Helper()
	marks, err := d.Marks(context.Background(), b)
	if err != nil {
		o.Fatal(err)
	}
	spell := func(views []desk.MarkView) []string {
		var words []string
		for _, v := range views {
			first, _, _ := strings.Cut(v.Quote.Text, " ")
			text := fmt.Sprintf("%s %s %s", v.Analyst, v.Label, first)
			if v.Found && v.State != model.Orphaned {
				text += " " + string(v.State)
			}
			words = append(words, text)
		}
		return words
	}
	text := strings.Join(spell(marks.Here), ", ")
	if len(marks.Orphans) > 0 {
		text += " | " + strings.Join(spell(marks.Orphans), ", ")
	}
	return text
}

func (o *office) want(what, got, want string) {
	o.Helper()
	if got != want {
		o.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

func (o *office) wantPrefix(what, got, want string) {
	o.Helper()
	if !strings.HasPrefix(got, want) {
		o.Errorf("%s:\n got %s\nwant %s…", what, got, want)
	}
}

// listed takes everything that all yields.
func listed[T any](all iter.Seq2[T, error]) (found []T, err error) {
	for v, err := range all {
		if err != nil {
			return found, err
		}
		found = append(found, v)
	}
	return found, nil
}
