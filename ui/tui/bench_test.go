package tui

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

// largeSize is the size in bytes of the briefs that the benchmarks read.
const largeSize = 10_000_000

// longBrief is a brief of at least size bytes, of paragraphs, headings, lists
// and now and then a table.
func longBrief(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		if i%12 == 0 {
			fmt.Fprintf(&b, "## Section %d\n\n", i/12+1)
		}
		fmt.Fprintf(&b, "Convoy %d left the *northern* harbour on Monday, and the authority said that it would return. ", i)
		b.WriteString("Officials expect no delay before the spring, but the pilots doubt it. Nobody has counted the barges, which are moored along the eastern mole.\n\n")
		if i%9 == 0 {
			fmt.Fprintf(&b, "- the %dth tug was sold\n- its crew of 7 was paid off\n\n", i)
		}
		if i%40 == 0 {
			b.WriteString("| Berth | Ships |\n|---|---|\n| North | 11 |\n| South | 7 |\n\n")
		}
	}
	return b.String()
}

// deskBrief is the corpus' brief of plain text, repeated to at least size
// bytes; "" where there is none.
func deskBrief(size int) string {
	raw, err := os.ReadFile("../../../shared/corpus/briefs/desk/iran-russia-mali.txt")
	if err != nil {
		return ""
	}
	one := string(raw) + "\n\n"
	return strings.Repeat(one, size/len(one)+1)
}

// longReader reads a brief with so many marks at 200×60, all of it laid out
// near the cursor, and everything that commands find out known.
func longReader(b *testing.B, name, text string, marks int) *driver {
	b.Helper()
	w := newWorld(b, name, text)
	d := w.desk("ada")
	o := w.open(d)
	units := o.Units()
	var taggings []desk.Tagging
	for i := 0; len(taggings) < marks && i < len(units); i++ {
		taggings = append(taggings, desk.Tagging{Span: units[i].Span, Tag: model.Tags()[i%5]})
	}
	if _, err := d.Tag(context.Background(), o, taggings); err != nil {
		b.Fatal(err)
	}
	dr := w.read("ada", 200, 60)
	if got := len(dr.app.reader.marks.all); got != len(taggings) {
		b.Fatalf("%d marks are shown, want %d", got, len(taggings))
	}
	return dr
}

// A stopwatch keeps how long each of many things took.
type stopwatch []time.Duration

func (s *stopwatch) time(do func()) {
	began := time.Now()
	do()
	*s = append(*s, time.Since(began))
}

// report gives the median, the 99th percentile and the maximum in milliseconds.
func (s stopwatch) report(b *testing.B, what string) {
	if len(s) == 0 {
		return
	}
	slices.Sort(s)
	for _, q := range []struct {
		name string
		at   int
	}{{"p50", len(s) / 2}, {"p99", len(s) * 99 / 100}, {"max", len(s) - 1}} {
		b.ReportMetric(float64(s[q.at].Microseconds())/1000, what+q.name+"-ms")
	}
}

// blank is a program that shows nothing: what the screen is compared with.
type blank struct{}

func (blank) Init() tea.Cmd                       { return nil }
func (blank) Update(tea.Msg) (tea.Model, tea.Cmd) { return blank{}, nil }
func (blank) View() tea.View                      { return tea.NewView("") }

// keyed measures Update and View together for one key after the other, and
// runs what follows from each before the next.
func keyed(b *testing.B, m tea.Model, keys string, follow func(tea.Cmd)) {
	b.Helper()
	fields := strings.Fields(keys)
	var watch stopwatch
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		key := keyPress(b, fields[i%len(fields)])
		var cmd tea.Cmd
		watch.time(func() {
			_, cmd = m.Update(key)
			m.View()
		})
		b.StopTimer()
		follow(cmd)
		b.StartTimer()
	}
	watch.report(b, "")
}

// BenchmarkKey measures Update and View together for one key press on 10 MB
// with 10,000 marks at 200×60, with the blocks around the cursor laid out,
// beside an empty program's; the 99th percentile is to stay below 5 ms.
func BenchmarkKey(b *testing.B) {
	keys := []struct{ name, keys string }{
		{"walk", "j j j k j } {"}, {"scroll", "space b ctrl+d ctrl+u ctrl+e ctrl+y"},
		{"mark", "a o - s x u"}, {"select", "v w w ; h tab l esc"}, {"jump", "] ] [ ) ) ( n n N"}, {"panel", "p j k j j space b a u t t t t t t p"},
	}
	b.Run("empty", func(b *testing.B) { keyed(b, blank{}, "j k", func(tea.Cmd) {}) })
	for _, brief := range []struct{ name, text string }{{"mixed.md", longBrief(largeSize)}, {"desk.txt", deskBrief(largeSize)}} {
		if brief.text == "" {
			b.Logf("%s: the corpus is not beside the repository", brief.name)
			continue
		}
		var d *driver
		for _, k := range keys {
			b.Run(brief.name+"/"+k.name, func(b *testing.B) {
				if d == nil {
					d = longReader(b, brief.name, brief.text, 10_000)
					d.press("/").write("the").press("enter")
				}
				d.press("esc 7 0 0 0 G")
				keyed(b, d.app, k.keys, d.run)
			})
		}
	}
}

// BenchmarkUnready measures a jump to where nothing is laid out, and a resize,
// the making of the page included: Update and View with stand-ins, which are to
// stay below 8 ms, and how long it takes until all rows of the screen are
// ready, which is to be 50 ms at most; beside an empty program's.
func BenchmarkUnready(b *testing.B) {
	b.Run("empty", func(b *testing.B) { keyed(b, blank{}, "j k", func(tea.Cmd) {}) })
	texts := []hardtext.Text{
		{Name: "mixed of 10 MB", Count: largeSize, Of: hardtext.Mixed},
		{Name: "desk of 10 MB", Count: largeSize, Of: deskBrief},
	}
	for _, text := range append(texts, hardtext.Blocks()...) {
		source := text.Full()
		if source == "" {
			b.Logf("%s: the corpus is not beside the repository", text.Name)
			continue
		}
		var d *driver
		start := func(b *testing.B) {
			if d == nil {
				d = newWorld(b, "hard.md", source).read("ada", 200, 60)
				b.ResetTimer()
			}
		}
		b.Run(text.Name+"/jump", func(b *testing.B) {
			start(b)
			var first, complete stopwatch
			for i := range b.N {
				r := d.app.reader
				r.resize(r.theme, r.frame, r.method) // a new page: nothing is laid out
				d.app.count = 1 + len(r.units.all)*(13+i*37%83)/100
				d.unready(keyPress(b, "G"), &first, &complete)
			}
			first.report(b, "first-")
			complete.report(b, "complete-")
		})
		b.Run(text.Name+"/resize", func(b *testing.B) {
			start(b)
			var first, complete stopwatch
			for i := range b.N {
				d.unready(tea.WindowSizeMsg{Width: 80 + i%10, Height: 60}, &first, &complete)
			}
			first.report(b, "first-")
			complete.report(b, "complete-")
		})
	}
}

// unready gives the program a message and clocks what it answers at once, and
// how long it is until every row of the screen is laid out.
func (d *driver) unready(msg tea.Msg, first, complete *stopwatch) {
	var todo []tea.Cmd
	send := func(msg tea.Msg) {
		_, cmd := d.app.Update(msg)
		d.app.View()
		todo = append(todo, cmd)
	}
	complete.time(func() {
		first.time(func() { send(msg) })
		for here, _ := d.app.reader.unready(); len(here) > 0 && len(todo) > 0; here, _ = d.app.reader.unready() {
			cmd := todo[0]
			todo = todo[1:]
			if cmd == nil {
				continue
			}
			msg := cmd()
			if cmds, ok := several(msg); ok {
				todo = append(todo, cmds...)
			} else if msg != nil {
				send(msg)
			}
		}
	})
	for _, cmd := range todo {
		d.run(cmd)
	}
}
