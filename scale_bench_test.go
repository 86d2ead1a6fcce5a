package main_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/storage"
)

// The scale that the store is measured at: briefs of a hundred marks each.
const (
	marksEach    = 100
	briefsAtOnce = 100 // that one transaction brings in
)

// scales are how many marks the stores have; OBELUS_LONG adds the large ones.
func scales() []int {
	if os.Getenv("OBELUS_LONG") != "" {
		return []int{1_000, 10_000, 100_000, 1_000_000}
	}
	return []int{1_000, 10_000}
}

// BenchmarkScale measures what people wait for on stores of a thousand marks to
// a million: opening a brief, one durable mark beside one in a store without
// any (the two take turns), undo, the shelf, and the command claims --tag over
// all briefs, run as a program: its first line, its end, the most memory it
// had. It reports the bytes that a mark takes in the file with its indexes, its
// entry in the journal and its part of the text.
func BenchmarkScale(b *testing.B) {
	program := filepath.Join(b.TempDir(), "obelus")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, marks := range scales() {
		s := newScaled(b, marks)
		b.Run(fmt.Sprint(marks), func(b *testing.B) {
			s.oneMark(b)
			s.size(b)
			s.open(b)
			s.shelf(b)
			s.claims(b, program)
		})
	}
}

// scaled is a store of some size, and one without marks beside it.
type scaled struct {
	path         string
	marks        int
	built        time.Duration
	desk, empty  *desk.Desk
	alone        *desk.Opened // the only brief of the empty one
	units        []model.Unit // of every brief but for the heading
	template     string
	doc          *markdown.Document
	sizeAtFilled int64
}

func newScaled(b *testing.B, marks int) *scaled {
	b.Helper()
	var text strings.Builder
	for i := range marksEach {
		fmt.Fprintf(&text, "Sentence %02d says that the port stays shut, and a trader doubts it.", i)
		text.WriteString([]string{" ", " ", "\n\n"}[i%3])
	}
	s := &scaled{path: filepath.Join(b.TempDir(), "scaled.db"), marks: marks, template: text.String()}
	s.doc = markdown.New(s.text(0))
	s.units = desk.Units(s.doc)[1:]
	if len(s.units) != marksEach {
		b.Fatalf("a brief has %d units, want %d", len(s.units), marksEach)
	}
	began := time.Now()
	store := storage.New(s.path, storage.Options{})
	for from := 0; from < marks/marksEach; from += briefsAtOnce {
		err := store.Write(context.Background(), func(tx *storage.Tx) error {
			for n := from; n < min(from+briefsAtOnce, marks/marksEach); n++ {
				if err := s.bring(tx, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	s.built = time.Since(began)
	s.desk = sit(s.path)
	s.empty = sit(filepath.Join(b.TempDir(), "empty.db"))
	added, err := s.empty.Add(context.Background(), "-", strings.NewReader(s.text(0)), desk.AddOptions{})
	if err != nil {
		b.Fatal(err)
	}
	s.alone = added.Opened
	info, err := os.Stat(s.path)
	if err != nil {
		b.Fatal(err)
	}
	s.sizeAtFilled = info.Size()
	return s
}

func sit(path string) *desk.Desk {
	return desk.New(desk.Config{Store: desk.Over(storage.New(path, storage.Options{})), Analyst: "ines"})
}

// text is the n-th brief's: all are equally long, so their units are the same.
func (s *scaled) text(n int) string { return fmt.Sprintf("# Brief %06d\n\n%s", n, s.template) }

func (s *scaled) id(n int) model.BriefID {
	return model.BriefID(model.HashOf(s.text(n))[:model.BriefIDLen])
}

// bring stores the n-th brief and its marks, each a change of its own, as
// somebody makes them.
func (s *scaled) bring(tx *storage.Tx, n int) error {
	text, at := s.text(n), time.Date(2025, 9, 20, 8, 0, n, 0, time.UTC)
	brief := model.Brief{
		ID: s.id(n), Title: fmt.Sprintf("Brief %06d", n), Paths: []string{fmt.Sprintf("/briefs/%06d.md", n)}, Added: at, Opened: at,
		Revisions: []model.Revision{{
			Hash: model.HashOf(text), Original: model.HashOf(text), Format: model.FormatMarkdown, Bytes: len(text),
			Words: 12 * marksEach, Units: marksEach + 1, Arrived: at,
		}},
	}
	if err := tx.PutText(text); err != nil {
		return err
	}
	add := model.Change{Time: at, Analyst: "ines", Sitting: "one", Verb: model.VerbAdd, Brief: brief.ID, Briefs: []model.BriefChange{{After: &brief}}}
	if _, err := tx.Apply(add); err != nil {
		return err
	}
	for i, u := range s.units {
		m := model.Mark{
			ID: model.MarkID(fmt.Sprintf("01990000-%04x-7000-8000-%012x", n%0xffff, n*marksEach+i)), Brief: brief.ID, Revision: brief.Newest().Hash,
			Span: u.Span, Quote: s.doc.Quote(u.Span), Tag: model.Tags()[i%len(model.Tags())],
			Details: model.Details{Status: model.Open, Speaker: []string{"", "a trader"}[i%2]}, Analyst: "ines", Created: at, Updated: at,
		}
		c := model.Change{Time: at, Analyst: "ines", Sitting: "one", Verb: model.VerbTag, Brief: brief.ID, Marks: []model.MarkChange{{After: &m}}}
		if _, err := tx.Apply(c); err != nil {
			return err
		}
	}
	return nil
}

// size reports what a mark takes in the file.
func (s *scaled) size(b *testing.B) {
	b.ReportMetric(float64(s.sizeAtFilled)/float64(s.marks), "bytes/mark")
	b.ReportMetric(s.built.Seconds(), "s-built")
}

// some is the number of the i-th brief that something is tried on: they lie far
// apart.
func (s *scaled) some(i int) int { return i * 7919 % (s.marks / marksEach) }

// oneMark makes marks one by one, in the store and in the empty one in turns,
// and takes each back again in the former.
func (s *scaled) oneMark(b *testing.B) {
	ctx := context.Background()
	var here, alone, undo []int64
	n := 0
	for b.Loop() {
		o, err := s.desk.OpenID(ctx, s.id(s.some(n)))
		if err != nil {
			b.Fatal(err)
		}
		span := model.Span{Start: s.units[n%marksEach].Span.Start, End: s.units[n%marksEach].Span.Start + 8}
		n++
		tagging := []desk.Tagging{{Span: span, Tag: model.Opinion}}
		began := time.Now()
		if _, err := s.empty.Tag(ctx, s.alone, tagging); err != nil {
			b.Fatal(err)
		}
		marked := time.Now()
		if _, err := s.desk.Tag(ctx, o, tagging); err != nil {
			b.Fatal(err)
		}
		undone := time.Now()
		if _, err := s.desk.Undo(ctx, desk.Scope{}); err != nil {
			b.Fatal(err)
		}
		undo = append(undo, int64(time.Since(undone)))
		here, alone = append(here, int64(undone.Sub(marked))), append(alone, int64(marked.Sub(began)))
		if _, err := s.empty.Undo(ctx, desk.Scope{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(median(here)/1e3, "µs/mark")
	b.ReportMetric(median(alone)/1e3, "µs/mark-in-empty")
	b.ReportMetric(median(here)/median(alone), "ratio")
	b.ReportMetric(median(undo)/1e3, "µs/undo")
}

// open opens briefs with the spans of their marks, and then with the marks.
func (s *scaled) open(b *testing.B) {
	ctx := context.Background()
	var spans, marks []int64
	for i := range 30 {
		began := time.Now()
		o, err := s.desk.OpenID(ctx, s.id(s.some(i)))
		if err != nil {
			b.Fatal(err)
		}
		if found, err := s.desk.Spans(ctx, o); err != nil || len(found) < marksEach {
			b.Fatal(len(found), err)
		}
		spans = append(spans, int64(time.Since(began)))
		if found, err := s.desk.Marks(ctx, o); err != nil || len(found.Here) < marksEach {
			b.Fatal(len(found.Here), err)
		}
		marks = append(marks, int64(time.Since(began)))
	}
	b.ReportMetric(median(spans)/1e3, "µs/open-spans")
	b.ReportMetric(median(marks)/1e3, "µs/open-marks")
}

// shelf lists all briefs: where none was counted before, and then again.
func (s *scaled) shelf(b *testing.B) {
	for _, what := range []string{"ms/shelf-first", "ms/shelf"} {
		began := time.Now()
		if entries, err := s.desk.Shelf(context.Background(), ""); err != nil || len(entries) != s.marks/marksEach {
			b.Fatal(len(entries), err)
		}
		b.ReportMetric(float64(time.Since(began).Microseconds())/1e3, what)
	}
}

// claims runs claims --tag over all briefs, as a table and as JSON.
func (s *scaled) claims(b *testing.B, program string) {
	for _, shape := range []string{"table", "json"} {
		args := []string{"--db", s.path, "claims", "--tag", "attributed"}
		if shape == "json" {
			args = append(args, "--json")
		}
		cmd := exec.Command(program, args...)
		cmd.Stderr = os.Stderr
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		out := bufio.NewReader(pipe)
		if _, err := out.ReadString('\n'); err != nil {
			b.Fatal(err)
		}
		first := time.Since(began)
		peak := 0.0
		for piece := make([]byte, 1<<16); err == nil; _, err = out.Read(piece) {
			peak = max(peak, peakMemory(cmd.Process.Pid))
		}
		if err != io.EOF {
			b.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(first.Microseconds())/1e3, "ms/claims-first-"+shape)
		b.ReportMetric(float64(time.Since(began).Microseconds())/1e3, "ms/claims-all-"+shape)
		if peak > 0 {
			b.ReportMetric(peak, "MB/claims-"+shape)
		}
	}
}

// peakMemory is the most memory, in MB, that a process has had so far (proc(5),
// VmHWM; what wait(2) tells counts the memory of whoever started it too). It is
// 0 where the system does not say.
func peakMemory(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1e3
		}
	}
	return 0
}
