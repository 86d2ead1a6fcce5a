package export_test

import (
	"fmt"
	"io"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/model"
)

// largeBrief is about size bytes of prose, lists and tables.
func largeBrief(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Section %d\n\nThe ministry *denied* it on day %d. Nobody [else](https://example.org/%d) said so; the port stayed **open** all week.\n\n", i, i, i)
		fmt.Fprintf(&b, "- item one of %d\n- item two, with `code`\n\n| port | ships |\n| --- | ---: |\n| north | %d |\n| south | %d |\n\n", i, i, 2*i)
	}
	return b.String()
}

// evenMarks makes n marks spread evenly over doc, size letters each.
func evenMarks(doc *markdown.Document, n, size int) []model.Mark {
	total := len(doc.Visible())
	marks := make([]model.Mark, 0, n)
	for i := range n {
		at := i * (total - size) / n
		span, err := doc.Snap(doc.VisibleSpan(at, at+size))
		if err != nil {
			continue
		}
		marks = append(marks, model.Mark{
			ID: model.MarkID(fmt.Sprintf("0198c0de-0000-7000-8000-%012d", i)), Span: span, Tag: model.Tags()[i%5],
			Details: model.Details{Speaker: "the ministry", Status: model.Open}, Analyst: "desk", Created: stamp, Updated: stamp,
		})
	}
	return marks
}

// BenchmarkExport is a 1 MB brief with 10,000 marks; beside it the same brief
// with none.
func BenchmarkExport(b *testing.B) {
	text := largeBrief(1 << 20)
	doc := markdown.New(text)
	for _, n := range []int{0, 1000, 10000} {
		a := annotate(text, evenMarks(doc, n, 60))
		b.Run(fmt.Sprint("marks=", n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if err := export.Markdown(io.Discard, a, export.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkExport10MB is a 10 MB brief with 10,000 marks, opened as the desk
// opens it: the time and what is allocated (B/op) are the export's alone.
func BenchmarkExport10MB(b *testing.B) {
	text := largeBrief(10 << 20)
	doc := markdown.New(text)
	a := annotate(text, evenMarks(doc, 10000, 60))
	b.SetBytes(int64(len(text)))
	for _, style := range export.MarksStyles() {
		b.Run(string(style), func(b *testing.B) {
			live := watchHeap()
			for b.Loop() {
				if err := export.Markdown(io.Discard, a, export.Options{Marks: style}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(live())/float64(len(text)), "live/text")
		})
	}
}

// watchHeap notes the most that was alive after a collection, beyond what is
// alive now, until what it gives is called, which tells it in bytes.
func watchHeap() (most func() uint64) {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	read := func() uint64 { metrics.Read(sample); return sample[0].Value.Uint64() }
	runtime.GC()
	before, peak := read(), uint64(0)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			peak = max(peak, read())
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-done
		return peak - min(peak, before)
	}
}

// TestLargeBriefs exports what makes anything quadratic hang: one line of
// 256 KB, deep nesting, marks inside marks, marks over everything.
func TestLargeBriefs(t *testing.T) {
	if testing.Short() {
		t.Skip("large briefs take seconds")
	}
	for name, c := range map[string]struct {
		text  string
		marks func(doc *markdown.Document) []model.Mark
	}{
		"one line":      {strings.Repeat("One *sentence* of many in a line. ", 1<<18/34), func(d *markdown.Document) []model.Mark { return evenMarks(d, 2000, 40) }},
		"nested quotes": {strings.Repeat(">", 1000) + " deep\n", func(d *markdown.Document) []model.Mark { return evenMarks(d, 3, 2) }},
		"nested lists":  {strings.Repeat("- ", 1000) + "deep\n", func(d *markdown.Document) []model.Mark { return evenMarks(d, 3, 2) }},
		"long marks":    {largeBrief(100 << 10), func(d *markdown.Document) []model.Mark { return evenMarks(d, 500, len(d.Visible())/2) }},
		"inside others": {strings.Repeat("word ", 20000) + "\n", func(d *markdown.Document) []model.Mark { return evenMarks(d, 1000, 50000) }},
		"code only":     {"```\n" + strings.Repeat("line of code\n", 20000), func(d *markdown.Document) []model.Mark { return evenMarks(d, 1000, 20) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := markdown.New(c.text)
			a := annotate(c.text, c.marks(doc))
			start := time.Now()
			out := exported(t, a)
			t.Logf("%d marks in %d KB: %v", len(a.Marks), len(c.text)>>10, time.Since(start))
			if len(out) > 3*len(c.text)+4096*(1+len(a.Marks)) {
				t.Errorf("the export has %d bytes, the brief %d", len(out), len(c.text))
			}
			start = time.Now()
			page := pageOf(t, a)
			t.Logf("as a page %d KB: %v", len(page)>>10, time.Since(start))
			if len(page) > 20*len(c.text)+8192*(8+len(a.Marks)) {
				t.Errorf("the page has %d bytes, the brief %d", len(page), len(c.text))
			}
			if len(a.Marks) <= 1000 {
				checkPage(t, a)
			}
		})
	}
}
