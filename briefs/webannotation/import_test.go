package webannotation_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/briefs/webannotation"
	"obelus/model"
	"obelus/storage"
)

// deskAt is a desk over a store in a file of its own.
func deskAt(tb testing.TB, analyst model.Analyst) *desk.Desk {
	tb.Helper()
	store := storage.New(filepath.Join(tb.TempDir(), "obelus.db"), storage.Options{})
	return desk.New(desk.Config{Store: desk.Over(store), Analyst: analyst})
}

func kept(tb testing.TB, d *desk.Desk, brief string) *desk.Opened {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "brief.md")
	if err := os.WriteFile(path, []byte(brief), 0o600); err != nil {
		tb.Fatal(err)
	}
	o, err := d.Open(context.Background(), path, nil)
	if err == nil {
		o, err = d.Keep(context.Background(), o)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return o
}

func exported(tb testing.TB, d *desk.Desk, o *desk.Opened) []byte {
	tb.Helper()
	a, err := d.Annotated(context.Background(), o)
	if err != nil {
		tb.Fatal(err)
	}
	return written(tb, a)
}

func imported(tb testing.TB, d *desk.Desk, data []byte, opts desk.ImportOptions) desk.Imported {
	tb.Helper()
	marks, refused, err := webannotation.Read(data)
	if err != nil {
		tb.Fatal(err)
	}
	done, err := d.Import(context.Background(), desk.ImportFile{Name: "marks.json", Marks: marks, Refused: refused}, opts)
	if err != nil {
		tb.Fatal(err)
	}
	return done
}

// TestThereAndBack takes marks to another store that has the brief, where they
// are the same bytes when they go out again; a second time nothing is new. A mark
// that was found in a newer text and not confirmed is found there as well.
func TestThereAndBack(t *testing.T) {
	const brief = "# Grain\n\nThe port opened in May. Nobody said so.[^1]\n\nPrices fell.\n\n[^1]: A footnote says why.\n"
	ctx := context.Background()
	mine, theirs := deskAt(t, "ines"), deskAt(t, "ora")
	o := kept(t, mine, brief)
	var taggings []desk.Tagging
	for i, u := range o.Units() {
		taggings = append(taggings, desk.Tagging{Span: u.Span, Tag: model.Tags()[i%5]})
	}
	if _, err := mine.Tag(ctx, o, taggings); err != nil {
		t.Fatal(err)
	}
	out := exported(t, mine, o)
	there := kept(t, theirs, brief)
	done := imported(t, theirs, out, desk.ImportOptions{})
	if n := done.Count(desk.CameNew); n != len(taggings) || len(done.Refused) > 0 {
		t.Fatalf("%d of %d marks came, %v", n, len(taggings), done.Refused)
	}
	if back := exported(t, theirs, there); !bytes.Equal(back, out) {
		t.Errorf("it goes out as\n%s\nwant\n%s", back, out)
	}
	if done := imported(t, theirs, out, desk.ImportOptions{}); done.Count(desk.CameSame) != len(taggings) || done.Change.Seq != 0 {
		t.Errorf("the second time: %s", done.Message)
	}

	path := o.Path()
	newer := strings.ReplaceAll(brief, "Nobody said so.", "Hardly anybody ever said so.") + "\nAn end.\n"
	if err := os.WriteFile(path, []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	o2, err := mine.Open(ctx, path, nil)
	if err == nil {
		o2, err = mine.Keep(ctx, o2)
	}
	if err != nil {
		t.Fatal(err)
	}
	if done := imported(t, theirs, exported(t, mine, o2), desk.ImportOptions{}); done.Count(desk.CameSame) != len(taggings) {
		t.Errorf("found again in a newer text: %s", done.Message)
	}
}

// TestOthersMarks: words that stand several times are told apart by what stands
// around them, else by where another program saw them, if they stand there here
// too; and nothing is guessed.
func TestOthersMarks(t *testing.T) {
	const brief = "First: it rose. Then it rose. At last it rose.\n"
	d := deskAt(t, "ines")
	o := kept(t, d, brief)
	target := func(words, prefix string, start, end int) string {
		return fmt.Sprintf(`{"id":"urn:x:%s%d","tags":["unsourced"],"target":{"source":"https://e.org/","selector":[{"type":"TextQuoteSelector","exact":%q,"prefix":%q},{"type":"TextPositionSelector","start":%d,"end":%d}]}}`, prefix[:min(1, len(prefix))], start, words, prefix, start, end)
	}
	file := "[" + strings.Join([]string{
		target("it rose.", "", 7, 15),                // at its place
		target("it rose.", "Then ", 7, 15),           // at a place that its prefix speaks against
		target("it rose.", "", 8, 16),                // at no place
		target("it rose.", "nothing like it ", 1, 2), // nowhere
		`{"tags":["opinion"],"target":{"source":"https://e.org/","selector":{"type":"TextPositionSelector","start":0,"end":5}}}`,
	}, ",\n") + "]"
	done := imported(t, d, []byte(file), desk.ImportOptions{Brief: o})
	got := ""
	for _, a := range done.Arrivals {
		got += fmt.Sprintf("%s %s %v\n", a.Where, a.Came, a.Theirs.Span)
	}
	for _, r := range done.Refused {
		got += r.Where + " " + r.Why + "\n"
	}
	want := `annotation 1 new 7:15
annotation 2, line 2 new 21:29
annotation 3, line 3 its words "it rose." stand 3 times in the brief, and nothing tells which are meant
annotation 4, line 4 its words "it rose." stand 3 times in the brief, and nothing tells which are meant
annotation 5, line 5 it quotes no words, and says no place that is in the brief
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// largeBrief is about size bytes of prose, lists and tables.
func largeBrief(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Section %d\n\nThe ministry *denied* it on day %d. Nobody [else](https://example.org/%d) said so; the port stayed **open** all week, and 日本 too.\n\n", i, i, i)
		fmt.Fprintf(&b, "- item one of %d\n- item two, with `code`\n\n| port | ships |\n| --- | ---: |\n| north | %d |\n| south | %d |\n\n", i, i, 2*i)
	}
	return b.String()
}

// BenchmarkLarge takes 10,000 marks on 10 MB out and in: the brief opened and
// counted, what an export is made of, the export; the file read, and brought
// into a store that has the brief, and again where it brings nothing.
func BenchmarkLarge(b *testing.B) {
	const n, size = 10_000, 10 << 20
	ctx := context.Background()
	d := deskAt(b, "ines")
	o := kept(b, d, largeBrief(size))
	units := o.Units()
	var taggings []desk.Tagging
	for i := range n {
		taggings = append(taggings, desk.Tagging{Span: units[i*len(units)/n].Span, Tag: model.Tags()[i%5], Details: &model.Details{Speaker: "the ministry", Note: "Ask *them*.", Status: model.Open}})
	}
	if _, err := d.Tag(ctx, o, taggings); err != nil {
		b.Fatal(err)
	}
	var before, after runtime.MemStats
	for b.Loop() {
		start := time.Now()
		lap := func(what string) {
			b.ReportMetric(float64(time.Since(start).Milliseconds()), what+"-ms")
			start = time.Now()
		}
		opened, err := d.Open(ctx, o.Path(), nil)
		if err != nil {
			b.Fatal(err)
		}
		opened.Units()
		lap("open")
		a, err := d.Annotated(ctx, opened)
		if err != nil {
			b.Fatal(err)
		}
		lap("annotated")
		runtime.GC()
		runtime.ReadMemStats(&before)
		start = time.Now()
		var out bytes.Buffer
		if err := webannotation.Write(&out, a); err != nil {
			b.Fatal(err)
		}
		lap("write")
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(size), "write-allocated/text")
		b.ReportMetric(float64(out.Len())/(1<<20), "MB-written")
		other := deskAt(b, "ora")
		kept(b, other, o.Doc.Text())
		start = time.Now()
		marks, refused, err := webannotation.Read(out.Bytes())
		if err != nil || len(refused) > 0 || len(marks) != n {
			b.Fatal(len(marks), refused, err)
		}
		lap("read")
		file := desk.ImportFile{Name: "marks.json", Marks: marks}
		for _, what := range []string{"import", "import-again"} {
			if _, err := other.Import(ctx, file, desk.ImportOptions{}); err != nil {
				b.Fatal(err)
			}
			lap(what)
		}
	}
}
